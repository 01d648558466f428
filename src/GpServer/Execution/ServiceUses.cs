using System.Collections.Concurrent;
using System.Diagnostics;

namespace GpServer.Execution;

/// <summary>What this node has run of each service since it started: requests that wait and jobs alike.</summary>
sealed class ServiceUses(TimeProvider clock)
{
    readonly ConcurrentDictionary<string, Counts> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts a run until what is given back is disposed.</summary>
    /// <param name="service">The service's name with its folder.</param>
    public Run Begin(string service)
    {
        var counts = _counts.GetOrAdd(service, static _ => new Counts());
        Interlocked.Increment(ref counts.Busy);
        return new Run(counts, clock, clock.GetTimestamp());
    }

    public ServiceUse Of(string service) => _counts.TryGetValue(service, out var counts)
        ? new ServiceUse(Volatile.Read(ref counts.Busy), Interlocked.Read(ref counts.Runs),
            TimeSpan.FromTicks(Interlocked.Read(ref counts.Ticks)))
        : default;

    public readonly struct Run(Counts counts, TimeProvider clock, long began) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Add(ref counts.Ticks, clock.GetElapsedTime(began).Ticks);
            Interlocked.Increment(ref counts.Runs);
            var left = Interlocked.Decrement(ref counts.Busy);
            Debug.Assert(left >= 0, "a run ended twice");
        }
    }

    public sealed class Counts
    {
        public int Busy;
        public long Runs;
        public long Ticks;
    }
}
