using System.Collections.Concurrent;

namespace GpServer.Jobs.Reading;

/// <summary>
/// The jobs that were asked for lately: a poll that finds nothing new costs no query. A job that this process changes is forgotten at once;
/// where others change jobs too, none is kept for longer than a caller may be behind.
/// </summary>
sealed class JobCache
{
    const int Most = 2_000;

    readonly JobChanges _changes;
    readonly TimeProvider _clock;
    readonly TimeSpan? _keptFor;
    readonly ConcurrentDictionary<string, (Job Job, long At)> _jobs = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, IReadOnlyList<JobMessage>> _messages = new(StringComparer.Ordinal);

    int _jobsAdded;
    int _messagesAdded;

    /// <param name="keptFor">How old a job may be; null where nobody else changes jobs.</param>
    public JobCache(JobChanges changes, TimeProvider clock, TimeSpan? keptFor)
    {
        _changes = changes;
        _clock = clock;
        _keptFor = keptFor;
        changes.Changed += jobId => _jobs.TryRemove(jobId, out _);
    }

    public Job? Find(string jobId) =>
        _jobs.TryGetValue(jobId, out var known) && IsFresh(known.At) && !HasExpired(known.Job) ? known.Job : null;

    /// <param name="epoch">The job's epoch before it was read: what was changed since is not kept.</param>
    public void Add(Job job, long epoch)
    {
        Bound(_jobs, ref _jobsAdded);
        _jobs[job.Id] = (job, _clock.GetTimestamp());
        if (_changes.Epoch(job.Id) != epoch)
        {
            _jobs.TryRemove(job.Id, out _);
        }
    }

    /// <summary>The job's first messages, as many as are known. They never change.</summary>
    public IReadOnlyList<JobMessage> Messages(string jobId) => _messages.TryGetValue(jobId, out var known) ? known : [];

    public void Add(string jobId, IReadOnlyList<JobMessage> messages)
    {
        Bound(_messages, ref _messagesAdded);
        _messages[jobId] = messages;
    }

    bool IsFresh(long at) => _keptFor is not { } most || _clock.GetElapsedTime(at) < most;

    bool HasExpired(Job job) => job.ExpiresAt is { } expiry && _keptFor is null && expiry < _clock.GetUtcNow();

    // Which ones are forgotten matters little: the next poll reads them again. The dictionary's own count would take all of its locks.
    static void Bound<T>(ConcurrentDictionary<string, T> entries, ref int added)
    {
        if (Interlocked.Increment(ref added) > Most)
        {
            Volatile.Write(ref added, 0);
            entries.Clear();
        }
    }
}
