using GpServer.Core;
using GpServer.Core.Tools;
using GpServer.Storage.Hosted;

namespace GpServer.Jobs;

/// <summary>
/// The life of jobs, with the database as the engine. Every change is one conditional statement; those of a worker carry its lease, so that
/// a late or half-dead worker changes nothing. Any method throws <see cref="GpException"/> with <see cref="GpError.Unavailable"/> while the
/// database is away, and nothing is queued in memory; with <see cref="GpError.StorageFull"/> when it cannot grow.
/// </summary>
public interface IJobQueue
{
    /// <summary>Stores a job and wakes the workers. When it has returned, the job is never lost.</summary>
    /// <exception cref="GpException">
    /// The queue is full (<see cref="GpError.QueueFull"/>), the inputs are too large, or the request id was used with other inputs.
    /// </exception>
    Task<SubmittedJob> SubmitAsync(SubmitJob job, CancellationToken stop);

    /// <summary>
    /// Asks a job to stop: one that no worker has begun is cancelled at once, one that runs is cancelling, and its worker is told.
    /// </summary>
    /// <returns>The job after it; with the status that it had when it had ended already. Null when there is no such job.</returns>
    Task<CancelledJob?> CancelAsync(string jobId, CancellationToken stop);

    /// <summary>
    /// Takes waiting jobs, as many as the free instances of each service allow, by priority, then users in turn, then age.
    /// </summary>
    Task<IReadOnlyList<ClaimedJob>> ClaimAsync(string node, IReadOnlyList<FreeInstances> free, CancellationToken stop);

    /// <summary>Renews leases and publishes progress. Leases that are missing in the answer are lost.</summary>
    Task<IReadOnlyList<RenewedLease>> RenewAsync(IReadOnlyList<LeaseRenewal> leases, CancellationToken stop);

    /// <summary>Appends messages of a run.</summary>
    /// <param name="before">How many messages the job has before these. Repeating a call whose answer was lost changes nothing.</param>
    /// <returns>False when the lease is lost.</returns>
    Task<bool> AppendMessagesAsync(JobLease lease, int before, IReadOnlyList<ToolMessage> messages, CancellationToken stop);

    /// <summary>Stores rows of results, which nobody sees before the job has succeeded.</summary>
    /// <returns>False when the lease is lost.</returns>
    Task<bool> StoreResultsAsync(JobLease lease, IReadOnlyList<ValueRow> rows, CancellationToken stop);

    /// <summary>Begins a version of a hosted service, which nobody sees before the job has succeeded.</summary>
    /// <returns>Null when the lease is lost.</returns>
    Task<long?> BeginHostedAsync(JobLease lease, CancellationToken stop);

    /// <summary>Stores rows of a version that <see cref="BeginHostedAsync"/> gave.</summary>
    /// <returns>False when the lease is lost.</returns>
    Task<bool> StoreHostedAsync(JobLease lease, long version, IReadOnlyList<HostedRow> rows, CancellationToken stop);

    /// <summary>
    /// Ends a job: results, messages and status in one transaction, and its hosted service with them. Repeating it when the answer was lost
    /// changes nothing.
    /// </summary>
    /// <exception cref="GpException">The hosted service cannot be published; the job has not ended then.</exception>
    Task<EndOutcome> EndAsync(JobLease lease, JobEnd end, CancellationToken stop);

    /// <summary>Puts jobs of a node that stops back into the queue, where another takes them at once. Such a run does not count.</summary>
    /// <returns>How many were put back; one that is cancelling is cancelled instead.</returns>
    Task<int> GiveBackAsync(IReadOnlyList<JobLease> leases, CancellationToken stop);

    /// <summary>Completes when there may be new work for this node, or at once when there was since the last call.</summary>
    Task WaitForWorkAsync(TimeSpan longest, CancellationToken stop);

    /// <summary>Told the ids of jobs that may have been cancelled while a worker runs them, on any node.</summary>
    IDisposable OnCancelled(Action<string> heard);
}
