namespace GpServer.Storage;

/// <summary>Where the store is.</summary>
public sealed class StoreOptions
{
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>The folder of the SQLite file; it is made where it is missing.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>How to reach PostgreSQL, as Npgsql reads it.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The most pages of 4,096 bytes that the SQLite file may have; 0 leaves it to the disk.</summary>
    public int SqliteMaxPages { get; set; }
}
