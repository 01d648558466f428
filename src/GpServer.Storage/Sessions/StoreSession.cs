using System.Data.Common;

namespace GpServer.Storage.Sessions;

/// <summary>
/// A connection for the time of one piece of work. On SQLite every awaited call has completed when it returns, so the work runs without
/// leaving its thread; it must await nothing else.
/// </summary>
abstract class StoreSession
{
    public abstract StorageProvider Provider { get; }

    public bool IsPostgreSql => Provider == StorageProvider.PostgreSql;

    /// <summary>A command for the statement, to be given its parameters and executed once.</summary>
    public abstract StoreCommand Command(Sql sql);

    /// <summary>What a failure of the provider means to callers, or null where it is a fault of the server.</summary>
    public abstract DbConnection Connection { get; }
}
