using GpServer.Storage.Tests;

namespace GpServer.Reliability.Tests;

/// <summary>Tests of nodes that share a database server. They run one after another: each needs the machine's two cores to keep its times.</summary>
[CollectionDefinition(Name)]
public sealed class PostgreSqlCollection : ICollectionFixture<PostgreSqlServer>
{
    public const string Name = "PostgreSQL";
}
