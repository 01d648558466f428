namespace GpServer.Storage.Sessions;

/// <summary>
/// A statement for both databases. <c>{now}</c> in it is the store's time in milliseconds since 1970: the database's clock on PostgreSQL,
/// since what expires is decided by comparing times that different nodes wrote, and their clocks may differ; the server's on SQLite, where
/// there is one.
/// </summary>
sealed class Sql
{
    // Stable within a statement, so that an index can be searched for it; clock_timestamp() is not.
    const string PostgreSqlNow = "(extract(epoch from statement_timestamp()) * 1000)::bigint";

    readonly string _sqlite;
    readonly string _postgreSql;

    /// <summary>The same text for both.</summary>
    public Sql(string both)
        : this(both, both)
    {
    }

    public Sql(string sqlite, string postgreSql)
    {
        _sqlite = sqlite.Replace("{now}", "@now", StringComparison.Ordinal);
        _postgreSql = postgreSql.Replace("{now}", PostgreSqlNow, StringComparison.Ordinal);
        UsesNow = _sqlite.Contains("@now", StringComparison.Ordinal);
    }

    /// <summary>True when the SQLite text has the parameter <c>@now</c>.</summary>
    public bool UsesNow { get; }

    public string For(StorageProvider provider) => provider == StorageProvider.Sqlite ? _sqlite : _postgreSql;
}
