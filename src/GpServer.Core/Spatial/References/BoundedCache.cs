using System.Collections.Concurrent;

namespace GpServer.Core.Spatial;

/// <summary>
/// A cache for many threads that starts again when it is full: what it holds is cheap to make again, and a caller cannot make it grow.
/// </summary>
sealed class BoundedCache<TKey, TValue>(int limit)
    where TKey : notnull
    where TValue : class
{
    readonly ConcurrentDictionary<TKey, TValue> _entries = new();

    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make) => Find(key, make)!;

    /// <summary>As <see cref="GetOrAdd"/> for keys that may stand for nothing, which is not kept: null.</summary>
    public TValue? Find(TKey key, Func<TKey, TValue?> make)
    {
        if (_entries.TryGetValue(key, out var known))
        {
            return known;
        }

        if (make(key) is not { } made)
        {
            return null;
        }

        // Counting takes all locks of the dictionary, which only a miss pays for.
        if (_entries.Count >= limit)
        {
            _entries.Clear();
        }

        return _entries.GetOrAdd(key, made);
    }
}
