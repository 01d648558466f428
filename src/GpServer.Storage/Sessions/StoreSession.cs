using System.Data.Common;
using GpServer.Core;

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

    public abstract DbConnection Connection { get; }

    /// <summary>
    /// To be called before values are stored. Where the store knows how much it may still grow, what would use up the last of it is
    /// refused: that is kept for the small writes by which a job ends and is deleted.
    /// </summary>
    /// <exception cref="GpException"><see cref="GpError.StorageFull"/>.</exception>
    public virtual Task EnsureRoomAsync(long bytes, CancellationToken stop) => Task.CompletedTask;
}
