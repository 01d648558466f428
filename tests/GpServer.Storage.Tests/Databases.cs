namespace GpServer.Storage.Tests;

/// <summary>Tests that share one PostgreSQL server and the machine's disk, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class Databases : ICollectionFixture<PostgreSqlServer>
{
    public const string Name = "databases";
}
