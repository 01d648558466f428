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

    readonly ConcurrentDictionary<string, (string Service, long At)> _accesses = new(StringComparer.Ordinal);

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
            _accesses[job.Id] = (job.Service, clock.GetTimestamp());
        }
    }

    /// <summary>
    /// Takes what is to be stored now: all at each full interval, and those of a retention so short that waiting for it would lose the job.
    /// </summary>
    internal IReadOnlyList<JobAccess> Take(bool all, TimeSpan interval)
    {
        var taken = new List<JobAccess>();
        foreach (var (id, access) in _accesses)
        {
            var retention = services.SettingsOf(access.Service).Retention;
            if ((all || retention < 3 * interval) && _accesses.TryRemove(id, out var last))
            {
                taken.Add(new JobAccess(id, clock.GetElapsedTime(last.At), retention));
            }
        }

        return taken;
    }
}
