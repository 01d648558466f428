using System.Collections.Concurrent;

namespace GpServer.Core.Spatial;

/// <summary>
/// A cache for many threads that starts again when it is full: what it holds is cheap to make again, and a caller cannot make it grow.
/// </summary>
sealed class BoundedCache<TKey, TValue>(int limit)
    where TKey : notnull
{
    readonly ConcurrentDictionary<TKey, TValue> entries = new();

    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        if (entries.TryGetValue(key, out var known))
        {
            return known;
        }

        var made = make(key);
        // Counting takes all locks of the dictionary, which only a miss pays for.
        if (entries.Count >= limit)
        {
            entries.Clear();
        }

        return entries.GetOrAdd(key, made);
    }
}
