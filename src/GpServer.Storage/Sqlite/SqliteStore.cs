using System.Collections.Concurrent;
using GpServer.Storage.Migrations;
using GpServer.Storage.Sessions;
using Microsoft.Data.Sqlite;

namespace GpServer.Storage.Sqlite;

/// <summary>
/// One file, one process. Readers see what is committed and never wait for the writer (write-ahead log); a commit is on the disk before its
/// caller is answered (<c>synchronous=FULL</c>), unless all of it says that it may wait for the next one.
/// </summary>
sealed class SqliteStore : Store
{
    readonly DirectoryLock _lock;
    readonly SqliteWriter _writer;
    readonly string _connectionString;
    readonly TimeProvider _clock;
    readonly ConcurrentBag<SqliteSession> _readers = [];

    SqliteStore(DirectoryLock held, SqliteWriter writer, string connectionString, TimeProvider clock)
    {
        _lock = held;
        _writer = writer;
        _connectionString = connectionString;
        _clock = clock;
    }

    public override StorageProvider Provider => StorageProvider.Sqlite;

    public override StoreSignals Signals { get; } = new();

    public static new async Task<SqliteStore> OpenAsync(StoreOptions options, TimeProvider clock, CancellationToken stop)
    {
        var held = new DirectoryLock(options.DataDirectory);
        SqliteSession? session = null;
        try
        {
            var connectionString = new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(options.DataDirectory, "gpserver.db"),
                Pooling = false,
            }.ToString();
            session = new SqliteSession(connectionString, clock);
            Configure(session, options);
            await SchemaUpdate.RunAsync(session, stop).ConfigureAwait(false);
            return new SqliteStore(held, new SqliteWriter(session), connectionString, clock);
        }
        catch (Exception e)
        {
            session?.Dispose();
            held.Dispose();
            if (e is SqliteException)
            {
                throw new InvalidOperationException($"The database in '{options.DataDirectory}' cannot be opened: {e.Message}", e);
            }

            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _lock.Dispose();
    }

    internal override Task<T> WriteAsync<T>(
        Func<StoreSession, CancellationToken, Task<T>> work, CancellationToken stop, Durability durability = Durability.AtOnce) =>
        _writer.WriteAsync(work, durability, stop);

    internal override Task<T> WriteOneAsync<T>(
        Func<StoreSession, CancellationToken, Task<T>> work, CancellationToken stop, Durability durability = Durability.AtOnce) =>
        _writer.WriteAsync(work, durability, stop);

    internal override async Task<T> ReadAsync<T>(Func<StoreSession, CancellationToken, Task<T>> work, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        SqliteSession? session = null;
        try
        {
            session = _readers.TryTake(out var free) ? free : OpenReader();
            return await work(session, stop).ConfigureAwait(false);
        }
        catch (SqliteException e) when (SqliteFailures.Of(e) is { } failure)
        {
            throw failure;
        }
        finally
        {
            if (session is not null)
            {
                _readers.Add(session);
            }
        }
    }

    SqliteSession OpenReader()
    {
        var session = new SqliteSession(_connectionString, _clock);
        session.Execute("pragma query_only = on");
        session.Execute("pragma cache_size = -8000");
        return session;
    }

    static void Configure(SqliteSession session, StoreOptions options)
    {
        // Asked for, and refused without an error where the file system cannot do it.
        if (session.Text("pragma journal_mode = wal") is var mode && mode != "wal")
        {
            throw new InvalidOperationException(
                $"The data directory '{options.DataDirectory}' cannot hold the database: its file system allows no write-ahead log "
                + $"({mode}).");
        }

        session.Execute("pragma cache_size = -64000");
        session.Execute("pragma journal_size_limit = 67108864");
        if (MaxBytes(session, options) is { } bytes)
        {
            session.Limit(bytes);
        }
    }

    /// <summary>
    /// How large the file may become. A limit of the process counts as well: what is committed to the log beyond it could never be moved to
    /// the file, and the log would grow until nothing can be written.
    /// </summary>
    static long? MaxBytes(SqliteSession session, StoreOptions options)
    {
        var said = options.SqliteMaxPages > 0 ? options.SqliteMaxPages * session.Number("pragma page_size") : (long?)null;
        var limit = FileSizeLimit.Read();
        return said is null || limit < said ? limit : said;
    }
}
