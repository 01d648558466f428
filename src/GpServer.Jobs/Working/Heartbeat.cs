using System.Collections.Concurrent;
using GpServer.Core;
using Microsoft.Extensions.Logging;

namespace GpServer.Jobs.Working;

/// <summary>
/// Keeps the runs of a node alive in the database: renews their leases, publishes their progress, stores what they say soon after they said
/// it, and tells them to stop when their job is cancelled or lost.
/// </summary>
sealed partial class Heartbeat(
    IJobQueue queue, ConcurrentDictionary<long, JobRun> runs, Action<JobRun, StopReason> stop, JobMetrics metrics, JobOptions options,
    TimeProvider clock, ILogger logger) : IDisposable
{
    // How soon what a run says is stored.
    static readonly TimeSpan MessageInterval = TimeSpan.FromMilliseconds(500);

    readonly SemaphoreSlim _kick = new(0);

    /// <summary>Beats at once: a job may have been cancelled.</summary>
    public void Kick() => _kick.Release();

    public void Dispose() => _kick.Dispose();

    public async Task LoopAsync(CancellationToken end)
    {
        var renewedAt = clock.GetTimestamp();
        while (!end.IsCancellationRequested)
        {
            var kicked = await WaitAsync(end).ConfigureAwait(false);
            if (end.IsCancellationRequested)
            {
                return;
            }

            // First of all, and whatever becomes of the messages: without it every run of the node is lost.
            if (kicked || clock.GetElapsedTime(renewedAt) >= options.Heartbeat - MessageInterval / 2)
            {
                renewedAt = clock.GetTimestamp();
                await TryAsync(RenewAsync).ConfigureAwait(false);
            }

            foreach (var run in runs.Values)
            {
                await TryAsync(() => StoreMessagesAsync(run)).ConfigureAwait(false);
            }
        }
    }

    async Task TryAsync(Func<Task> beat)
    {
        try
        {
            await beat().ConfigureAwait(false);
        }
        catch (GpException e)
        {
            Log.Away(logger, e.Message);
        }
        catch (Exception e)
        {
            // A heart that stops beating loses every run of the node, so it goes on whatever happened.
            Log.Failed(logger, e);
        }
    }

    /// <summary>Waits for the next beat. True when it comes early.</summary>
    async Task<bool> WaitAsync(CancellationToken end)
    {
        using var time = new CancellationTokenSource(MessageInterval < options.Heartbeat ? MessageInterval : options.Heartbeat, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, end);
        try
        {
            await _kick.WaitAsync(both.Token).ConfigureAwait(false);
            while (_kick.Wait(0, CancellationToken.None))
            {
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    async Task StoreMessagesAsync(JobRun run)
    {
        if (run.Messages.IsEmpty || !run.IsOpen || !run.Writing.Wait(0, CancellationToken.None))
        {
            return;
        }

        try
        {
            // Whether the lease is lost, the renewal finds out for all runs together.
            if (run.IsOpen && run.Messages.Peek() is { Count: > 0 } pending
                && await queue.AppendMessagesAsync(run.Lease, run.Messages.Stored, pending, CancellationToken.None).ConfigureAwait(false))
            {
                run.Messages.HaveStored(pending.Count);
            }
        }
        finally
        {
            run.Writing.Release();
        }
    }

    async Task RenewAsync()
    {
        var open = runs.Values.Where(run => !run.IsClosed).ToList();
        if (open.Count == 0)
        {
            return;
        }

        var renewals = open.ConvertAll(run => new LeaseRenewal(run.Lease, run.TakeProgress()));
        var renewed = (await RenewAsync(open, renewals).ConfigureAwait(false)).ToDictionary(lease => lease.Lease.Sequence);
        foreach (var run in open)
        {
            if (!renewed.TryGetValue(run.Lease.Sequence, out var lease))
            {
                Lose(run);
            }
            else if (lease.IsCancelled)
            {
                stop(run, StopReason.Cancelled);
            }
        }
    }

    async Task<IReadOnlyList<RenewedLease>> RenewAsync(List<JobRun> open, List<LeaseRenewal> renewals)
    {
        var done = false;
        try
        {
            var renewed = await queue.RenewAsync(renewals, CancellationToken.None).ConfigureAwait(false);
            done = true;
            return renewed;
        }
        finally
        {
            for (var i = 0; !done && i < open.Count; i++)
            {
                open[i].PutBack(renewals[i].Progress);
            }
        }
    }

    void Lose(JobRun run)
    {
        // A run whose end is stored in this moment has no lease any more either, and rightly so.
        if (run.TryClose())
        {
            metrics.LeaseLost(run.Job);
            Log.Lost(logger, run.JobId);
            stop(run, StopReason.LeaseLost);
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What the heartbeat says could not be stored: {Reason}")]
        public static partial void Away(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Error, "The heartbeat failed and goes on")]
        public static partial void Failed(ILogger logger, Exception failure);

        [LoggerMessage(3, LogLevel.Warning, "Job {JobId} is no longer this node's; its run is stopped and changes nothing")]
        public static partial void Lost(ILogger logger, string jobId);
    }
}
