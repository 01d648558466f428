namespace GpServer.Storage;

/// <summary>The database that holds what the server keeps.</summary>
public enum StorageProvider
{
    /// <summary>One file in the data directory, for one node. Nothing is to be installed.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, for any number of nodes.</summary>
    PostgreSql,
}
