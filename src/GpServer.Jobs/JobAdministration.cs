using GpServer.Core.Jobs;
using GpServer.Jobs.Operations;
using GpServer.Storage;

namespace GpServer.Jobs;

/// <summary>What administrators ask of the jobs of a service, whoever submitted them. Asking does not keep a job.</summary>
public sealed class JobAdministration
{
    // "-" and the 32 digits that make a node's name another at each start.
    const int StartMarkLength = 33;

    readonly JobQueue _queue;

    public JobAdministration(JobQueue queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        _queue = queue;
    }

    Store Store => _queue.Store;

    /// <summary>The machine's name in that of a node.</summary>
    public static string MachineOf(string node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Length > StartMarkLength && node[^StartMarkLength] == '-' && node[^(StartMarkLength - 1)..].All(char.IsAsciiHexDigit)
            ? node[..^StartMarkLength]
            : node;
    }

    /// <summary>A page of jobs, the newest first.</summary>
    public Task<JobPage> QueryAsync(JobQuery query, CancellationToken stop) => QueryJobs.RunAsync(Store, query, stop);

    /// <summary>One job of the service, past all caches; null when there is none.</summary>
    public async Task<Job?> FindAsync(string service, string jobId, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        var job = JobIds.IsWellFormed(jobId) ? await ReadJob.RunAsync(Store, jobId, stop).ConfigureAwait(false) : null;
        return job?.Service == service ? job : null;
    }

    /// <summary>How many jobs of the service have each status; those that none has are missing.</summary>
    public Task<IReadOnlyDictionary<JobStatus, long>> CountAsync(string service, CancellationToken stop) =>
        CountJobs.RunAsync(Store, service, stop);

    /// <summary>Cancels all jobs of the service that wait now. Those that run are left alone.</summary>
    /// <param name="retention">How long they are kept.</param>
    /// <returns>How many they were.</returns>
    public async Task<int> PurgeQueueAsync(string service, TimeSpan retention, CancellationToken stop)
    {
        // What is submitted meanwhile stays, or the end might never come.
        var last = await PurgeQueue.LastAsync(Store, service, stop).ConfigureAwait(false);
        var purged = 0;
        while (await PurgeQueue.RunAsync(Store, service, last, retention, stop).ConfigureAwait(false) is { Count: > 0 } some)
        {
            purged += some.Count;
            some.ForEach(_queue.Changes.Tell);
        }

        return purged;
    }

    /// <summary>Deletes a job of the service with all that belongs to it. Where it runs, the run is stopped, and stores nothing any more.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string service, string jobId, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        if (!JobIds.IsWellFormed(jobId) || !await DropJobs.RunAsync(Store, service, jobId, stop).ConfigureAwait(false))
        {
            return false;
        }

        _queue.Changes.Tell(jobId);
        Store.Signals.TellCancel(jobId);
        var mayBeMore = true;
        while (mayBeMore)
        {
            // It expired before all others, so it is the first.
            (var gone, mayBeMore) = await DeleteExpiredJobs.RunAsync(Store, stop).ConfigureAwait(false);
            gone.ForEach(_queue.Changes.Tell);
            mayBeMore = mayBeMore && !gone.Contains(jobId);
        }

        return true;
    }

    /// <summary>
    /// Takes all jobs of a service that there is no more: nobody sees them from now on, their runs are stopped, and what is stored of them is
    /// deleted with the next cleaning.
    /// </summary>
    /// <returns>How many they were.</returns>
    public Task<int> DropAllAsync(string service, CancellationToken stop) => DropAsync(after => DropJobs.OfServiceAsync(Store, service, after, stop));

    /// <summary>The same for a user that there is no more.</summary>
    public Task<int> DropAllOfUserAsync(string user, CancellationToken stop) => DropAsync(after => DropJobs.OfUserAsync(Store, user, after, stop));

    Task<int> DropAsync(Func<long, Task<List<(long Sequence, string Id)>>> drop) => RepeatAsync(async after =>
    {
        var dropped = await drop(after).ConfigureAwait(false);
        foreach (var (_, id) in dropped)
        {
            _queue.Changes.Tell(id);
        }

        if (dropped.Count > 0)
        {
            // An empty text is for all runs.
            Store.Signals.TellCancel("");
        }

        return dropped;
    });

    /// <summary>Gives all jobs of a service to the one that it is now.</summary>
    /// <returns>How many they were.</returns>
    public async Task<int> RenameAsync(string from, string to, CancellationToken stop)
    {
        var moved = await RepeatAsync(async after =>
        {
            var some = await RenameServiceOfJobs.RunAsync(Store, from, to, after, stop).ConfigureAwait(false);
            foreach (var (_, id) in some)
            {
                _queue.Changes.Tell(id);
            }

            return some;
        }).ConfigureAwait(false);
        Store.Signals.TellWork(to);
        return moved;
    }

    /// <summary>Does an operation on rows in their order, a bounded number at a time, until there is none left.</summary>
    static async Task<int> RepeatAsync(Func<long, Task<List<(long Sequence, string Id)>>> work)
    {
        var (done, after) = (0, 0L);
        while (await work(after).ConfigureAwait(false) is { Count: > 0 } some)
        {
            done += some.Count;
            after = some.Max(job => job.Sequence);
        }

        return done;
    }
}
