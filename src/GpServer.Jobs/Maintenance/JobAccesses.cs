using System.Collections.Concurrent;
using GpServer.Jobs.Operations;

namespace GpServer.Jobs.Maintenance;

/// <summary>
/// When ended jobs were asked for last, kept in memory: storing it at each poll would make reading a write. It is stored once in some
/// minutes, so a crash forgets at most these.
/// </summary>
public sealed class JobAccesses(TimeProvider clock, IJobServices services)
{
    const int Most = 100_000;

    // Polls come many times a second; when the job was asked for last need not be known so well.
    static readonly TimeSpan Precision = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<string, (string Service, long At, DateTimeOffset? Expiry)> _accesses = new(StringComparer.Ordinal);

    /// <summary>Somebody asked for the job now.</summary>
    public void Add(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (!job.HasEnded || (_accesses.TryGetValue(job.Id, out var known) && clock.GetElapsedTime(known.At) < Precision))
        {
            return;
        }

        // Counting takes all locks of the dictionary, so it is done for a new entry only.
        if (known.Service is not null || _accesses.Count < Most)
        {
            _accesses[job.Id] = (job.Service, clock.GetTimestamp(), job.ExpiresAt);
        }
    }

    /// <summary>
    /// Takes what is to be stored now: all at each full interval, and before it those of jobs that would be deleted meanwhile, since they
    /// were to expire soon or their retention is so short.
    /// </summary>
    internal IReadOnlyList<JobAccess> Take(bool all, TimeSpan interval)
    {
        var taken = new List<JobAccess>();
        foreach (var (id, access) in _accesses)
        {
            var retention = services.SettingsOf(access.Service).Retention;
            var isUrgent = retention < 3 * interval || access.Expiry < clock.GetUtcNow() + (2 * interval);
            if ((all || isUrgent) && _accesses.TryRemove(id, out var last))
            {
                taken.Add(new JobAccess(id, clock.GetElapsedTime(last.At), retention) { Entry = last });
            }
        }

        return taken;
    }

    /// <summary>Takes back what could not be stored.</summary>
    internal void PutBack(IEnumerable<JobAccess> accesses)
    {
        foreach (var access in accesses)
        {
            _accesses.TryAdd(access.JobId, access.Entry);
        }
    }
}
