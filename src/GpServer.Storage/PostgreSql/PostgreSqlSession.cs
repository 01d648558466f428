using System.Data.Common;
using GpServer.Storage.Sessions;
using Npgsql;

namespace GpServer.Storage.PostgreSql;

/// <summary>A connection of the pool for one piece of work.</summary>
sealed class PostgreSqlSession(NpgsqlConnection connection) : StoreSession
{
    public override StorageProvider Provider => StorageProvider.PostgreSql;

    public override DbConnection Connection => connection;

    public override StoreCommand Command(Sql sql) =>
        new PostgreSqlCommandOf(new NpgsqlCommand(sql.For(StorageProvider.PostgreSql), connection));
}
