using System.Threading.Channels;
using GpServer.Core;
using GpServer.Storage.Sessions;
using Microsoft.Data.Sqlite;

namespace GpServer.Storage.Sqlite;

/// <summary>
/// The one connection that writes, on a thread of its own. What many callers want at the same time is done in one transaction: a commit
/// waits for the disk, and while it does the next group gathers. Each caller's work has its own savepoint, so the failure of one is its
/// own.
/// </summary>
sealed class SqliteWriter : IAsyncDisposable
{
    const int MostInGroup = 256;

    readonly SqliteSession _session;
    readonly Channel<SqliteWrite> _waiting = Channel.CreateBounded<SqliteWrite>(new BoundedChannelOptions(10_000) { SingleReader = true });
    readonly Thread _thread;
    Durability? _durability;
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqliteWriter(SqliteSession session)
    {
        _session = session;
        _thread = new Thread(Loop) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    public async Task<T> WriteAsync<T>(
        Func<StoreSession, CancellationToken, Task<T>> work, Durability durability, CancellationToken stop)
    {
        var write = new SqliteWrite<T>(work, durability, stop);
        await _waiting.Writer.WriteAsync(write, stop).ConfigureAwait(false);
        return await write.Done.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _ended.Task.ConfigureAwait(false);
        _session.Dispose();
    }

    void Loop()
    {
        var group = new List<SqliteWrite>();
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            if (!TryWriteTogether(group))
            {
                group.ForEach(WriteAlone);
            }
        }

        _ended.SetResult();
    }

    /// <summary>
    /// Writes what waits as one transaction. False when nothing of it is stored; <paramref name="group"/> is then to be tried one by one.
    /// </summary>
    bool TryWriteTogether(List<SqliteWrite> group)
    {
        var done = new List<SqliteWrite>();
        try
        {
            Gather(group);
            if (group.Count > 0)
            {
                Begin(group.Exists(static write => write.Durability == Durability.AtOnce) ? Durability.AtOnce : Durability.WithTheNext);
                group.ForEach(write => RunInSavepoint(write, done));
                _session.Execute("commit");
            }
        }
        catch (Exception e)
        {
            // Of whatever kind it is, the transaction of all is lost. Alone, each caller meets its own failure or none.
            Rollback();
            if (IsFull(e))
            {
                EmptyLog();
            }

            group.RemoveAll(static write => write.HasFailed);
            return false;
        }

        done.ForEach(static write => write.Succeed());
        return true;
    }

    void Gather(List<SqliteWrite> group)
    {
        while (group.Count < MostInGroup && _waiting.Reader.TryRead(out var write))
        {
            if (write.IsGivenUp)
            {
                write.Fail(new OperationCanceledException());
            }
            else
            {
                group.Add(write);
            }
        }
    }

    /// <summary>
    /// Begins a transaction. The log is one file, so the next commit that waits for the disk makes all before it safe too.
    /// </summary>
    void Begin(Durability durability)
    {
        if (_durability != durability)
        {
            _session.Execute(durability == Durability.AtOnce ? "pragma synchronous = full" : "pragma synchronous = normal");
            _durability = durability;
        }

        _session.Execute("begin immediate");
    }

    void RunInSavepoint(SqliteWrite write, List<SqliteWrite> done)
    {
        _session.Execute("savepoint work");
        try
        {
            write.Run(_session);
            _session.Execute("release work");
            done.Add(write);
        }
        catch (Exception e) when (_session.IsInTransaction && !IsFull(e))
        {
            _session.Execute("rollback to work");
            _session.Execute("release work");
            write.Fail(Failure(e));
        }
    }

    void WriteAlone(SqliteWrite write)
    {
        try
        {
            Begin(write.Durability);
            write.Run(_session);
            _session.Execute("commit");
            write.Succeed();
        }
        catch (Exception e)
        {
            Rollback();
            write.Fail(Failure(e));
        }
    }

    void Rollback()
    {
        try
        {
            if (_session.IsInTransaction)
            {
                _session.Execute("rollback");
            }
        }
        catch (SqliteException)
        {
            // What could not be undone now is undone by SQLite, at the latest when the file is opened again; until then writes fail one by
            // one.
        }
    }

    /// <summary>
    /// Moves all of the log into the file, so that the next write begins the log anew: it may be the log that has no room to grow.
    /// </summary>
    void EmptyLog()
    {
        try
        {
            _session.Execute("pragma wal_checkpoint(restart)");
        }
        catch (SqliteException)
        {
            // The file has no room either. What is in the log is safe there, and is moved when there is room.
        }
    }

    static bool IsFull(Exception e) => e is SqliteException && SqliteFailures.Of(e) is { Error: GpError.StorageFull };

    static Exception Failure(Exception e) => SqliteFailures.Of(e) ?? e;
}
