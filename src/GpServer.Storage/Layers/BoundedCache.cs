using System.Diagnostics.CodeAnalysis;

namespace GpServer.Storage.Layers;

/// <summary>Keeps what was used last, up to a number of bytes; what alone takes more is kept until the next comes.</summary>
sealed class BoundedCache<TKey, TValue>(long most)
    where TKey : notnull
{
    readonly Lock _lock = new();
    readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value, long Bytes)>> _entries = [];
    readonly LinkedList<(TKey Key, TValue Value, long Bytes)> _used = [];
    long _bytes;

    public long Most => most;

    /// <summary>The bytes of what is kept.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                value = default;
                return false;
            }

            _used.Remove(entry);
            _used.AddFirst(entry);
            value = entry.Value.Value;
            return true;
        }
    }

    public void Add(TKey key, TValue value, long bytes)
    {
        lock (_lock)
        {
            if (_entries.ContainsKey(key))
            {
                return;
            }

            _entries.Add(key, _used.AddFirst((key, value, bytes)));
            _bytes += bytes;
            while (_bytes > most && _used.Count > 1)
            {
                var last = _used.Last!.Value;
                _used.RemoveLast();
                _entries.Remove(last.Key);
                _bytes -= last.Bytes;
            }
        }
    }
}
