using System.Collections.Concurrent;
using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Core.Tools;
using GpServer.Jobs.Operations;
using GpServer.Jobs.Values;
using Microsoft.Extensions.Logging;

namespace GpServer.Jobs.Working;

/// <summary>
/// Runs jobs on this node: claims as many as its instances are free, runs each on a thread of its own, and stores how it ended. While the
/// database is away nothing is claimed, runs go on, and their ends are stored when it is back.
/// </summary>
public sealed partial class JobWorker : IAsyncDisposable
{
    // Ends that are being stored while their instances run the next job already. More would mean that the database cannot keep up.
    const int MostEnding = 64;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    // How long a node that stops waits for ends that are being stored: the work is done, and would be done again.
    static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(5);

    // The most that a timer takes is a little more.
    static readonly TimeSpan LongestUsage = TimeSpan.FromDays(49);

    static readonly ToolMessage Executing = new(MessageType.Informative, "Executing...");

    readonly JobQueue _queue;
    readonly IJobServices _services;
    readonly IJobRunner _runner;
    readonly JobMetrics _metrics;
    readonly JobOptions _options;
    readonly TimeProvider _clock;
    readonly ILogger _logger;
    readonly ConcurrentDictionary<long, JobRun> _runs = new();
    readonly Instances _instances;
    readonly RunThreads _threads = new();
    readonly RunEnding _ending;
    readonly Heartbeat _heartbeat;
    readonly CancellationTokenSource _stopClaiming = new();
    readonly CancellationTokenSource _stopAll = new();
    IDisposable? _cancels;
    Task _claiming = Task.CompletedTask;
    Task _beating = Task.CompletedTask;
    int _endingNow;
    int _cancelsHeard;

    // True from a claim until it is known what became of it.
    bool _mayHoldMore;

    public JobWorker(
        JobQueue queue, IJobServices services, IJobRunner runner, JobMetrics metrics, JobOptions options, TimeProvider clock,
        ILogger<JobWorker> logger)
    {
        _queue = queue;
        _services = services;
        _runner = runner;
        _metrics = metrics;
        _options = options;
        _clock = clock;
        _logger = logger;
        _instances = new Instances(services);
        _ending = new RunEnding(queue, metrics, clock, logger);
        _heartbeat = new Heartbeat(queue, _runs, StopRun, metrics, options, clock, logger);
    }

    /// <summary>Runs that this node has now.</summary>
    public int Running => _instances.Used;

    public void Start()
    {
        _cancels = _queue.OnCancelled(jobId =>
        {
            Interlocked.Increment(ref _cancelsHeard);
            if (jobId.Length == 0 || _runs.Values.Any(run => run.JobId == jobId))
            {
                _heartbeat.Kick();
            }
        });
        _claiming = Task.Run(ClaimAsync);
        _beating = Task.Run(() => _heartbeat.LoopAsync(_stopAll.Token));
    }

    /// <summary>
    /// Takes no new jobs, lets those that run end within <see cref="JobOptions.StopWithin"/> or until <paramref name="hurry"/>, and
    /// gives the rest back, so that another node begins them at once.
    /// </summary>
    public async Task StopAsync(CancellationToken hurry)
    {
        await _stopClaiming.CancelAsync().ConfigureAwait(false);
        await _claiming.ConfigureAwait(false);
        var began = _clock.GetTimestamp();
        while (!_runs.IsEmpty && _clock.GetElapsedTime(began) < _options.StopWithin && !hurry.IsCancellationRequested)
        {
            await Task.Delay(Look, _clock, hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await GiveBackRunsAsync().ConfigureAwait(false);
        began = _clock.GetTimestamp();
        while (Volatile.Read(ref _endingNow) > 0 && _clock.GetElapsedTime(began) < EndWithin && !hurry.IsCancellationRequested)
        {
            await Task.Delay(Look, _clock, hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _stopAll.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(false);
        _cancels?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopClaiming.CancelAsync().ConfigureAwait(false);
        await _stopAll.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_claiming, _beating).ConfigureAwait(false);
        _cancels?.Dispose();
        _heartbeat.Dispose();
        _stopClaiming.Dispose();
    }

    async Task ClaimAsync()
    {
        while (!_stopClaiming.IsCancellationRequested)
        {
            try
            {
                if (!await BeginSomeAsync().ConfigureAwait(false))
                {
                    await _queue.WaitForWorkAsync(_options.Poll, _stopClaiming.Token).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (_stopClaiming.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The node must go on by itself, whatever kept it from claiming.
                Log.CannotClaim(_logger, e is GpException ? null : e, e.Message);
                await Task.Delay(Pause, _clock, _stopClaiming.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Claims what this node has free instances for, and begins it. False when there was nothing.</summary>
    async Task<bool> BeginSomeAsync()
    {
        if (_mayHoldMore)
        {
            await GiveBackUnknownAsync().ConfigureAwait(false);
            _mayHoldMore = false;
        }

        var free = _instances.Free();
        if (free.Count == 0)
        {
            return false;
        }

        // Not to be broken off: what was claimed without the node knowing it would wait for its lease to end.
        var cancels = Volatile.Read(ref _cancelsHeard);
        _mayHoldMore = true;
        var claimed = await _queue.ClaimAsync(_options.Node, free, CancellationToken.None).ConfigureAwait(false);
        if (_stopClaiming.IsCancellationRequested)
        {
            await GiveBackAsync([.. claimed.Select(job => job.Lease)]).ConfigureAwait(false);
            return false;
        }

        foreach (var job in claimed)
        {
            Begin(job);
        }

        _mayHoldMore = false;
        if (claimed.Count > 0 && Volatile.Read(ref _cancelsHeard) != cancels)
        {
            // One that was claimed may have been cancelled before this node knew that it runs it.
            _heartbeat.Kick();
        }

        return claimed.Count > 0;
    }

    void Begin(ClaimedJob claimed)
    {
        var run = new JobRun(claimed, _queue, _options.MaxResultBytes, _options.Hosted, _clock);
        _instances.Take(run.Service);
        _runs[run.Lease.Sequence] = run;
        try
        {
            _threads.Start(() => Execute(run));
        }
        catch
        {
            // No thread: the heartbeat must not keep alive what nobody runs.
            _runs.TryRemove(KeyValuePair.Create(run.Lease.Sequence, run));
            _instances.Leave(run.Service);
            throw;
        }

        _metrics.Begun(run.Job);
    }

    /// <summary>Gives back what the tables say that this node runs and it does not know of: the answer to its claim was lost.</summary>
    async Task GiveBackUnknownAsync()
    {
        var held = await FindHeldJobs.RunAsync(_queue.Store, _options.Node, CancellationToken.None).ConfigureAwait(false);
        held.RemoveAll(lease => _runs.TryGetValue(lease.Sequence, out var run) && run.Lease.Number == lease.Number);
        await _queue.GiveBackAsync(held, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>One run, from its inputs to its end, on a thread of its own.</summary>
    void Execute(JobRun run)
    {
        var settings = _services.SettingsOf(run.Service);
        var longest = settings.MaxUsage < LongestUsage ? settings.MaxUsage : LongestUsage;
        using var time = _clock.CreateTimer(_ => StopRun(run, StopReason.TimedOut), null, longest, Timeout.InfiniteTimeSpan);
        var end = Outcome(run, settings);
        time.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var stored = EndAsync(run, end);
        if (Volatile.Read(ref _endingNow) > MostEnding)
        {
            stored.GetAwaiter().GetResult();
        }

        _instances.Leave(run.Service);
        _metrics.Left(run.Job);
        _queue.WakeWorker();
    }

    /// <summary>Runs, and says how it ended; null when there is nothing to store.</summary>
    JobEnd? Outcome(JobRun run, JobServiceSettings settings)
    {
        try
        {
            run.Say(Executing);
            run.Load(ReadInputs(run));
            _runner.Run(run, run.Stopped);
            return RunEnds.Succeeded(run);
        }
        catch (OperationCanceledException) when (run.Stopped.IsCancellationRequested)
        {
            return EndOf(run.Reason, settings);
        }
        catch (GpException e)
        {
            return RunEnds.Failed(run, e);
        }
        catch (Exception e)
        {
            // A tool may throw anything; its job fails, and the node goes on.
            return _ending.Unexpected(run, e);
        }
    }

    Dictionary<string, ReadOnlyMemory<byte>> ReadInputs(JobRun run)
    {
        while (true)
        {
            try
            {
                return InputTexts.Read(ReadValues.InputsAsync(_queue.Store, run.Lease.Sequence, run.Stopped).GetAwaiter().GetResult());
            }
            catch (GpException e) when (e.Error == GpError.Unavailable)
            {
                Task.Delay(Pause, _clock, run.Stopped).GetAwaiter().GetResult();
            }
        }
    }

    static JobEnd? EndOf(StopReason reason, JobServiceSettings settings) => reason switch
    {
        StopReason.Cancelled => RunEnds.Cancelled,
        StopReason.TimedOut => RunEnds.TimedOut(settings),
        _ => null,
    };

    async Task EndAsync(JobRun run, JobEnd? end)
    {
        Interlocked.Increment(ref _endingNow);
        try
        {
            if (end is not null)
            {
                await _ending.RunAsync(run, end, _stopAll.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            // Nobody waits for this. The job's lease ends, and the job runs again or fails there.
            Log.CannotEnd(_logger, e, run.JobId);
        }
        finally
        {
            Interlocked.Decrement(ref _endingNow);
            _runs.TryRemove(KeyValuePair.Create(run.Lease.Sequence, run));
            run.Dispose();
        }
    }

    /// <summary>Tells a run to stop, and ends its job without it when it does not within the grace.</summary>
    void StopRun(JobRun run, StopReason reason)
    {
        if (run.Stopped.IsCancellationRequested && reason != StopReason.LeaseLost)
        {
            return;
        }

        run.Stop(reason);
        if (EndOf(reason, _services.SettingsOf(run.Service)) is { } end)
        {
            _ = AbandonAsync(run, end);
        }
    }

    async Task AbandonAsync(JobRun run, JobEnd end)
    {
        try
        {
            await Task.Delay(_options.Grace, _clock, _stopAll.Token).ConfigureAwait(false);
            if (run.IsOpen)
            {
                Log.Abandoned(_logger, run.JobId);
                await _ending.RunAsync(run, end, _stopAll.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The node stops and gives its jobs back.
        }
    }

    async Task GiveBackRunsAsync()
    {
        var open = new List<JobLease>();
        foreach (var run in _runs.Values)
        {
            // Before the run is stopped, so that no failure that this causes is stored as its end. One whose end is being stored already
            // is not given back: whether that is in time, the end finds out.
            if (run.Job.HasSideEffects && run.IsOpen)
            {
                // It may have done already what must not be done twice.
                _ = FailAsync(run);
            }
            else if (run.TryClose())
            {
                open.Add(run.Lease);
            }

            run.Stop(StopReason.Stopping);
        }

        await GiveBackAsync(open).ConfigureAwait(false);
    }

    async Task FailAsync(JobRun run)
    {
        Interlocked.Increment(ref _endingNow);
        try
        {
            await _ending.RunAsync(run, RunEnds.NotGivenBack(run), _stopAll.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Nobody waits for this. The job's lease ends, and the job fails there.
            Log.CannotEnd(_logger, e, run.JobId);
        }
        finally
        {
            Interlocked.Decrement(ref _endingNow);
        }
    }

    async Task GiveBackAsync(List<JobLease> leases)
    {
        try
        {
            var given = await _queue.GiveBackAsync(leases, CancellationToken.None).ConfigureAwait(false);
            if (given > 0)
            {
                Log.GivenBack(_logger, given);
            }
        }
        catch (GpException e)
        {
            Log.CannotGiveBack(_logger, leases.Count, e.Message);
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Jobs could not be claimed: {Reason}")]
        public static partial void CannotClaim(ILogger logger, Exception? failure, string reason);

        [LoggerMessage(2, LogLevel.Error, "The end of job {JobId} could not be stored")]
        public static partial void CannotEnd(ILogger logger, Exception failure, string jobId);

        [LoggerMessage(3, LogLevel.Warning, "The run of job {JobId} did not stop in time; it keeps its instance until it ends")]
        public static partial void Abandoned(ILogger logger, string jobId);

        [LoggerMessage(4, LogLevel.Information, "{Count} jobs were given back to the queue")]
        public static partial void GivenBack(ILogger logger, int count);

        [LoggerMessage(5, LogLevel.Warning, "{Count} jobs could not be given back; they run again when their leases have ended: {Reason}")]
        public static partial void CannotGiveBack(ILogger logger, int count, string reason);
    }
}
