using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Core.Tools;
using GpServer.Jobs.Operations;
using GpServer.Storage;
using GpServer.Storage.Hosted;

namespace GpServer.Jobs;

/// <inheritdoc/>
public sealed class JobQueue : IJobQueue, IDisposable
{
    readonly Store _store;
    readonly IJobServices _services;
    readonly JobOptions _options;
    readonly TimeProvider _clock;
    readonly Submission _submission;
    readonly SemaphoreSlim _work = new(0, 1);
    readonly IDisposable _listening;

    public JobQueue(Store store, IJobServices services, JobOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _services = services;
        _options = options;
        _clock = clock;
        _submission = new Submission(store, options, new QueueBounds(store, clock));
        _listening = store.Signals.Subscribe(JobSignals.Work, _ => WakeWorker());
    }

    internal JobChanges Changes { get; } = new();

    internal Store Store => _store;

    public async Task<SubmittedJob> SubmitAsync(SubmitJob job, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(job);
        var submitted = await _submission.RunAsync(job, _services.SettingsOf(job.Service), stop).ConfigureAwait(false);
        if (submitted is { IsRepeat: false, Job.IsQueued: true })
        {
            _store.Signals.TellWork(job.Service);
        }

        return submitted;
    }

    public async Task<CancelledJob?> CancelAsync(string jobId, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        if (!JobIds.IsWellFormed(jobId) || await ReadJob.RunAsync(_store, jobId, stop).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var retention = _services.SettingsOf(found.Service).Retention;
        if (await CancelJob.RunAsync(_store, jobId, retention, stop).ConfigureAwait(false) is { } changed)
        {
            Changes.Tell(jobId);
            if (changed.Status == JobStatus.Cancelling)
            {
                _store.Signals.TellCancel(jobId);
            }

            return new CancelledJob(changed, HadEnded: false);
        }

        var job = await ReadJob.RunAsync(_store, jobId, stop).ConfigureAwait(false);
        return job is null ? null : new CancelledJob(job, job.HasEnded);
    }

    public async Task<IReadOnlyList<ClaimedJob>> ClaimAsync(string node, IReadOnlyList<FreeInstances> free, CancellationToken stop)
    {
        var claimed = await ClaimJobs.RunAsync(_store, node, _options.Lease, free, stop).ConfigureAwait(false);
        foreach (var job in claimed)
        {
            Changes.Tell(job.Job.Id);
        }

        return claimed;
    }

    public async Task<IReadOnlyList<RenewedLease>> RenewAsync(IReadOnlyList<LeaseRenewal> leases, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(leases);
        if (leases.Count == 0)
        {
            return [];
        }

        var renewed = await RenewLeases.RunAsync(_store, _options.Lease, leases, stop).ConfigureAwait(false);
        foreach (var lease in leases)
        {
            if (lease.Progress is not null)
            {
                Changes.Tell(lease.Lease.JobId);
            }
        }

        return renewed;
    }

    public async Task<bool> AppendMessagesAsync(JobLease lease, int before, IReadOnlyList<ToolMessage> messages, CancellationToken stop)
    {
        var held = await AppendMessages.RunAsync(_store, lease, before, messages, stop).ConfigureAwait(false);
        Changes.Tell(lease.JobId);
        return held;
    }

    public Task<bool> StoreResultsAsync(JobLease lease, IReadOnlyList<ValueRow> rows, CancellationToken stop) =>
        StoreResultRows.RunAsync(_store, lease, rows, stop);

    public Task<long?> BeginHostedAsync(JobLease lease, CancellationToken stop) => StoreHostedRows.BeginAsync(_store, lease, stop);

    public Task<bool> StoreHostedAsync(JobLease lease, long version, IReadOnlyList<HostedRow> rows, CancellationToken stop) =>
        StoreHostedRows.RunAsync(_store, lease, version, rows, stop);

    public async Task<EndOutcome> EndAsync(JobLease lease, JobEnd end, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(end);
        if (end.Status != JobStatus.Succeeded)
        {
            // Nobody will read what the run stored, and on a full disk its place is needed for the end.
            await DiscardResults.RunAsync(_store, lease, stop).ConfigureAwait(false);
        }

        var outcome = await EndJob.RunAsync(_store, lease, end, _services.SettingsOf(lease.Service).Retention, _options.Hosted, stop)
            .ConfigureAwait(false);
        Changes.Tell(lease.JobId);
        if (outcome == EndOutcome.Ended && end.Status == JobStatus.Succeeded && lease.Number > 1)
        {
            await DiscardDeadAsync(lease.Sequence, stop).ConfigureAwait(false);
        }

        return outcome;
    }

    public async Task<int> GiveBackAsync(IReadOnlyList<JobLease> leases, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(leases);
        if (leases.Count == 0)
        {
            return 0;
        }

        var given = await GiveBackJobs.RunAsync(_store, leases, _services.SettingsOf, stop).ConfigureAwait(false);
        foreach (var job in given)
        {
            Changes.Tell(job.Id);
            if (job.HasEnded)
            {
                await DiscardDeadAsync(job.Sequence, stop).ConfigureAwait(false);
            }
        }

        foreach (var service in given.Select(job => job.Service).Distinct(StringComparer.Ordinal))
        {
            _store.Signals.TellWork(service);
        }

        return given.Count;
    }

    public async Task WaitForWorkAsync(TimeSpan longest, CancellationToken stop)
    {
        var time = new CancellationTokenSource(longest, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        try
        {
            await _work.WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The time is over: looking is right now as well.
        }
        finally
        {
            time.Dispose();
        }
    }

    public IDisposable OnCancelled(Action<string> heard) => _store.Signals.Subscribe(JobSignals.Cancel, heard);

    /// <summary>Deletes what runs left that nobody will read. When it fails, it is left until the job is deleted.</summary>
    internal async Task DiscardDeadAsync(long job, CancellationToken stop)
    {
        try
        {
            await DiscardResults.RunAsync(_store, job, stop).ConfigureAwait(false);
        }
        catch (GpException)
        {
            // The change that it follows is done, and is not to be tried again for this.
        }
    }

    public void Dispose()
    {
        _listening.Dispose();
        _work.Dispose();
    }

    /// <summary>Lets <see cref="WaitForWorkAsync"/> go on: an instance has become free, or the settings have changed.</summary>
    public void WakeWorker()
    {
        try
        {
            if (_work.CurrentCount == 0)
            {
                _work.Release();
            }
        }
        catch (SemaphoreFullException)
        {
            // Another thread woke the worker in this moment.
        }
        catch (ObjectDisposedException)
        {
            // The server has ended, and a run that did not stop ends after it.
        }
    }
}
