using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Jobs.Operations;
using GpServer.Storage;
using GpServer.Storage.Hosted;
using Microsoft.Extensions.Logging;

namespace GpServer.Jobs.Maintenance;

/// <summary>
/// What must happen though nobody asks for it: jobs of lost nodes, jobs that wait for too long, jobs that nobody wants any more. Every node
/// does it; each piece is bounded, is done whole or not at all, and finds nothing to do where another node was faster.
/// </summary>
public sealed partial class JobMaintenance(
    JobQueue queue, JobAccesses accesses, IJobServices services, JobMetrics metrics, JobOptions options, TimeProvider clock,
    ILogger<JobMaintenance> logger) : IAsyncDisposable
{
    static readonly TimeSpan Observation = TimeSpan.FromSeconds(10);

    // Longer than any lease.
    static readonly TimeSpan AnyLease = TimeSpan.FromDays(1_000);

    // With one node an expired lease means that its own heartbeat is late, or that an end could not be stored. The first must not stop the
    // run.
    static readonly TimeSpan OwnGrace = TimeSpan.FromSeconds(30);

    readonly CancellationTokenSource _stop = new();
    Task _loops = Task.CompletedTask;
    bool _wasAway;
    long? _backAt;
    long _accessesStoredAt = clock.GetTimestamp();
    long _jumpedAt = clock.GetTimestamp();
    DateTimeOffset _sweptAt = clock.GetUtcNow();

    Store Store => queue.Store;

    /// <summary>
    /// Begins. On SQLite this process is the only one, so whatever runs according to the tables was left by one that has ended: it goes
    /// back to the queue now, without waiting for its lease. It must be called before workers start.
    /// </summary>
    public async Task StartAsync(CancellationToken stop)
    {
        if (Store.Provider == StorageProvider.Sqlite)
        {
            while (await RequeueAsync(-AnyLease, clock.GetUtcNow(), stop).ConfigureAwait(false) > 0)
            {
            }
        }

        _loops = Task.WhenAll(
            RepeatAsync(options.Sweep, Store.Provider == StorageProvider.Sqlite ? SweepSteadilyAsync : SweepTogetherAsync),
            RepeatAsync(options.Clean, CleanAsync), RepeatAsync(Observation, ObserveAsync));
    }

    /// <summary>Ends, and stores the accesses that are not stored yet.</summary>
    public async Task StopAsync(CancellationToken stop)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loops.ConfigureAwait(false);
        try
        {
            await StoreAccessesAsync(all: true, stop).ConfigureAwait(false);
        }
        catch (GpException e)
        {
            Log.Failed(logger, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loops.ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>Takes care of expired leases and of jobs that waited for too long.</summary>
    internal Task SweepAsync(CancellationToken stop) => SweepAsync(clock.GetUtcNow(), stop);

    async Task SweepAsync(DateTimeOffset now, CancellationToken stop)
    {
        var grace = Store.Provider == StorageProvider.Sqlite ? OwnGrace : TimeSpan.Zero;
        while (await RequeueAsync(grace, now, stop).ConfigureAwait(false) > 0)
        {
        }

        while (await FailJobsThatWaitedTooLong.RunAsync(Store, services.SettingsOf, stop).ConfigureAwait(false) is { Count: > 0 } late)
        {
            foreach (var jobId in late)
            {
                queue.Changes.Tell(jobId);
                Log.WaitedTooLong(logger, jobId);
            }
        }
    }

    /// <summary>
    /// Sweeps where this process is the only one: after it was frozen, or the clock was put forward, its own leases seem to have run out,
    /// and its heartbeat must have had the time to renew them.
    /// </summary>
    async Task SweepSteadilyAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if ((now - _sweptAt).Duration() > OwnGrace / 3)
        {
            _jumpedAt = clock.GetTimestamp();
        }

        _sweptAt = now;
        if (clock.GetElapsedTime(_jumpedAt) > 2 * options.Heartbeat)
        {
            // With this very time: the process may be frozen between any two lines.
            await SweepAsync(now, stop).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Sweeps where others hold leases too: while the database was away none could renew them, and each must have had the time to do so.
    /// </summary>
    async Task SweepTogetherAsync(CancellationToken stop)
    {
        try
        {
            if (_wasAway)
            {
                await Store.PingAsync(stop).ConfigureAwait(false);
                _wasAway = false;
                _backAt = clock.GetTimestamp();
            }

            if (_backAt is not { } back || clock.GetElapsedTime(back) > 2 * options.Heartbeat)
            {
                await SweepAsync(stop).ConfigureAwait(false);
            }
        }
        catch (GpException e) when (e.Error == GpError.Unavailable)
        {
            _wasAway = true;
            throw;
        }
    }

    /// <summary>Stores accesses, then deletes what has expired.</summary>
    internal async Task CleanAsync(CancellationToken stop)
    {
        await StoreAccessesAsync(IsTimeToStoreAccesses(), stop).ConfigureAwait(false);
        var mayBeMore = true;
        while (mayBeMore)
        {
            (var gone, mayBeMore) = await DeleteExpiredJobs.RunAsync(Store, stop).ConfigureAwait(false);
            gone.ForEach(queue.Changes.Tell);
        }

        await SweepHosted.RunAsync(Store, stop).ConfigureAwait(false);
    }

    async Task<int> RequeueAsync(TimeSpan grace, DateTimeOffset now, CancellationToken stop)
    {
        var found = await RequeueExpiredLeases.RunAsync(Store, options.MaxRuns, grace, now, services.SettingsOf, stop)
            .ConfigureAwait(false);
        foreach (var (job, status) in found)
        {
            queue.Changes.Tell(job.Id);
            metrics.Recovered(job, status);
            Log.Recovered(logger, job.Id, job.Node, job.Runs, status);
            if (status != JobStatus.Waiting)
            {
                await queue.DiscardDeadAsync(job.Sequence, stop).ConfigureAwait(false);
            }
        }

        var waiting = found.Where(job => job.Status == JobStatus.Waiting).Select(job => job.Job.Service);
        foreach (var service in waiting.Distinct(StringComparer.Ordinal))
        {
            Store.Signals.TellWork(service);
        }

        return found.Count;
    }

    bool IsTimeToStoreAccesses()
    {
        if (clock.GetElapsedTime(_accessesStoredAt) < options.StoreAccess)
        {
            return false;
        }

        _accessesStoredAt = clock.GetTimestamp();
        return true;
    }

    async Task StoreAccessesAsync(bool all, CancellationToken stop)
    {
        var parts = new Queue<JobAccess[]>(accesses.Take(all, options.StoreAccess).Chunk(1_000));
        try
        {
            while (parts.TryPeek(out var part))
            {
                await KeepJobs.RunAsync(Store, part, stop).ConfigureAwait(false);
                parts.Dequeue();
            }
        }
        finally
        {
            // Else a moment without the database would cost jobs that somebody uses.
            accesses.PutBack(parts.SelectMany(part => part));
        }
    }

    async Task ObserveAsync(CancellationToken stop) => metrics.Observe(await ReadQueueState.RunAsync(Store, stop).ConfigureAwait(false));

    async Task RepeatAsync(TimeSpan interval, Func<CancellationToken, Task> work)
    {
        await Task.Yield();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await work(_stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever failed, the database being away above all, is tried again: stopping to look would leave jobs stuck.
                Log.Failed(logger, e);
            }

            await Task.Delay(interval, clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Job {JobId} of the lost node {Node} was begun {Runs} times and is {Status} now")]
        public static partial void Recovered(ILogger logger, string jobId, string? node, int runs, JobStatus status);

        [LoggerMessage(2, LogLevel.Warning, "Job {JobId} waited for too long and failed")]
        public static partial void WaitedTooLong(ILogger logger, string jobId);

        [LoggerMessage(3, LogLevel.Error, "Looking after the jobs failed and is tried again")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
