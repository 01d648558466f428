using GpServer.Core.Features;

namespace GpServer.Storage.Layers;

/// <summary>
/// What a node keeps in memory of all layers together: the features of chunks that were read lately, and indexes. Both are bounded, and an index
/// that several ask for at once is read or built once. Layers never change, so nothing here grows old.
/// </summary>
public sealed class LayerCache
{
    readonly BoundedCache<(string Layer, int Chunk, bool Geometry, bool Attributes), Feature[]> _chunks;
    readonly BoundedCache<string, LayerIndex> _indexes;
    readonly Dictionary<string, Lazy<LayerIndex>> _making = new(StringComparer.Ordinal);
    readonly Lock _lock = new();

    /// <param name="chunkBytes">Bytes of features that are kept, about.</param>
    /// <param name="indexBytes">Bytes of indexes that are kept; one that alone takes more is kept until the next is used.</param>
    public LayerCache(long chunkBytes, long indexBytes)
    {
        _chunks = new(chunkBytes);
        _indexes = new(indexBytes);
    }

    /// <summary>Bytes of features that may be kept.</summary>
    public long MostChunkBytes => _chunks.Most;

    /// <summary>The bytes of features and indexes that are kept now, about.</summary>
    public long Bytes => _chunks.Bytes + _indexes.Bytes;

    internal Feature[]? Find(string layer, int chunk, bool geometry, bool attributes)
    {
        if (_chunks.TryGet((layer, chunk, true, true), out var whole))
        {
            return whole;
        }

        return !(geometry && attributes) && _chunks.TryGet((layer, chunk, geometry, attributes), out var part) ? part : null;
    }

    internal void Add(string layer, int chunk, bool geometry, bool attributes, Feature[] features) =>
        _chunks.Add((layer, chunk, geometry, attributes), features, features.Sum(LayerIndexBuilder.BytesOf));

    /// <summary>The index, where it is in memory.</summary>
    internal LayerIndex? FindIndex(string layer) => _indexes.TryGet(layer, out var index) ? index : null;

    internal LayerIndex Index(string layer, Func<LayerIndex> make)
    {
        if (FindIndex(layer) is { } known)
        {
            return known;
        }

        Lazy<LayerIndex>? making;
        lock (_lock)
        {
            if (!_making.TryGetValue(layer, out making))
            {
                making = new Lazy<LayerIndex>(() => FindIndex(layer) ?? make());
                _making.Add(layer, making);
            }
        }

        try
        {
            var index = making.Value;
            _indexes.Add(layer, index, index.Bytes);
            return index;
        }
        finally
        {
            // One that failed is made again for the next who asks.
            lock (_lock)
            {
                if (_making.TryGetValue(layer, out var now) && now == making)
                {
                    _making.Remove(layer);
                }
            }
        }
    }
}
