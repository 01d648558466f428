using GpServer.Core;
using GpServer.Storage.Sessions;

namespace GpServer.Storage;

/// <summary>
/// The server's database. Work is given a session and either happens whole or not at all. Failures that a caller can act on are
/// <see cref="GpException"/> with <see cref="GpError.Unavailable"/> or <see cref="GpError.StorageFull"/>.
/// </summary>
public abstract class Store : IAsyncDisposable
{
    public abstract StorageProvider Provider { get; }

    /// <summary>What nodes tell one another.</summary>
    public abstract StoreSignals Signals { get; }

    /// <summary>Opens the store and brings its schema up to date.</summary>
    /// <exception cref="InvalidOperationException">
    /// Another server uses the data directory, or the schema is newer than this program: it must not touch what it does not know.
    /// </exception>
    public static async Task<Store> OpenAsync(StoreOptions options, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Provider == StorageProvider.Sqlite
            ? await Sqlite.SqliteStore.OpenAsync(options, clock, stop).ConfigureAwait(false)
            : await PostgreSql.PostgreSqlStore.OpenAsync(options, stop).ConfigureAwait(false);
    }

    /// <summary>Asks the database for an answer.</summary>
    /// <exception cref="GpException">There is none.</exception>
    public async Task PingAsync(CancellationToken stop) =>
        await ReadAsync(static (session, stop) => session.Command(Ping).NumberAsync(stop), stop).ConfigureAwait(false);

    public abstract ValueTask DisposeAsync();

    /// <summary>
    /// Does work in one transaction. It may be done more than once when it fails on the way, so it must keep nothing outside.
    /// </summary>
    internal abstract Task<T> WriteAsync<T>(
        Func<StoreSession, CancellationToken, Task<T>> work, CancellationToken stop, Durability durability = Durability.AtOnce);

    /// <summary>As <see cref="WriteAsync"/> for work that is a single statement, which is its own transaction.</summary>
    internal abstract Task<T> WriteOneAsync<T>(
        Func<StoreSession, CancellationToken, Task<T>> work, CancellationToken stop, Durability durability = Durability.AtOnce);

    /// <summary>Reads what is committed.</summary>
    internal abstract Task<T> ReadAsync<T>(Func<StoreSession, CancellationToken, Task<T>> work, CancellationToken stop);

    static readonly Sql Ping = new("select 1");
}
