using GpServer.Storage;

namespace GpServer.Options;

/// <summary>Where jobs, their values and the services are kept: <c>GpServer:Storage</c>.</summary>
sealed class StorageOptions
{
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>How to reach PostgreSQL, as Npgsql reads it.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Bytes that the SQLite file may have; 0 leaves it to the disk.</summary>
    public long SqliteMaxBytes { get; set; }

    /// <summary>Seconds that a server that starts waits for a database that cannot be reached.</summary>
    public double StartWaitSeconds { get; set; } = 30;
}
