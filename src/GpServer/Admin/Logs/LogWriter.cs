using GpServer.Core;
using GpServer.Jobs;
using GpServer.Security;
using GpServer.Storage.Site;

namespace GpServer.Admin.Logs;

/// <summary>
/// Stores the lines of the log once a second, many at a time, and deletes old ones. While the database is away the lines wait, as many as there
/// is room for; that they wait is logged once.
/// </summary>
sealed partial class LogWriter(
    LogQueue queue, ServerLog log, SiteState site, JobOptions node, TimeProvider clock, ILogger<LogWriter> logger) : BackgroundService
{
    /// <summary>Lines that are kept, whatever their age: what fills the log must not fill the disk.</summary>
    public const long MostKept = 1_000_000;

    const int MostAtOnce = 1_000;
    const int MostBatches = 10;
    const int MostDeletions = 100;

    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan CleanInterval = TimeSpan.FromMinutes(10);
    static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(2);

    readonly List<ServerLogEntry> _batch = [];
    // Never disposed: who is writing while the server ends still leaves it.
    readonly SemaphoreSlim _writing = new(1);
    bool _wasAway;

    /// <summary>When this node was started.</summary>
    public DateTimeOffset Started { get; } = clock.GetUtcNow();

    /// <summary>Takes the level that is stored from now on.</summary>
    public void Follow() => queue.Least = site.Now.Logs.Level;

    /// <summary>Stores the lines that wait.</summary>
    public async Task WriteAsync(CancellationToken stop)
    {
        await _writing.WaitAsync(stop);
        try
        {
            for (var i = 0; i < MostBatches && Fill(); i++)
            {
                await log.AddAsync(_batch, stop);
                _batch.Clear();
                _wasAway = false;
            }
        }
        catch (GpException e)
        {
            // The database is away or full: the lines wait until it is back.
            Tell(e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Something in these lines may be the reason, which must not keep all later ones away.
            queue.Drop(_batch.Count);
            _batch.Clear();
            Tell(e);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LastWrite);
        try
        {
            await WriteAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // The lines also stand in the log of the process.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var cleaned = clock.GetTimestamp() - (long)(CleanInterval.TotalSeconds * clock.TimestampFrequency);
        try
        {
            while (true)
            {
                await Task.Delay(Interval, clock, stoppingToken);
                Follow();
                await WriteAsync(stoppingToken);
                if (clock.GetElapsedTime(cleaned) >= CleanInterval)
                {
                    cleaned = clock.GetTimestamp();
                    await CleanAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    async Task CleanAsync(CancellationToken stop)
    {
        try
        {
            var before = clock.GetUtcNow().AddDays(-site.Now.Logs.RetentionDays);
            await RepeatAsync(() => log.DeleteAsync(before, stop));
            await RepeatAsync(() => log.DeleteMoreThanAsync(MostKept, stop));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Tell(e);
        }
    }

    static async Task RepeatAsync(Func<Task<int>> delete)
    {
        for (var i = 0; i < MostDeletions && await delete() == ServerLog.DeletedAtOnce; i++)
        {
        }
    }

    /// <summary>Fills the batch with lines that wait; false when there are none.</summary>
    bool Fill()
    {
        if (queue.TakeDropped() is > 0 and var dropped)
        {
            var text = FormattableString.Invariant(
                $"{dropped} lines of the log could not be stored: there were too many at once, or the database was away.");
            _batch.Add(new ServerLogEntry(
                clock.GetUtcNow(), (int)LogLevel.Warning, typeof(LogWriter).FullName!, node.Node, "", "", 0, text));
        }

        while (_batch.Count < MostAtOnce && queue.Take() is { } entry)
        {
            _batch.Add(entry with { Node = node.Node });
        }

        return _batch.Count > 0;
    }

    // Once, until lines could be stored again: this line goes the same way.
    void Tell(Exception e)
    {
        if (!_wasAway)
        {
            Log.Away(logger, e is GpException ? null : e, e.Message);
        }

        _wasAway = true;
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Lines of the log cannot be stored or deleted: {Reason}")]
        public static partial void Away(ILogger logger, Exception? failure, string reason);
    }
}
