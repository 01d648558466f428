using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Spatial;
using GpServer.Storage.Features;
using NetTopologySuite.Geometries;

namespace GpServer.Storage.Layers;

/// <summary>
/// A stored set of features as a layer. Only chunks that have a feature which is wanted are read, and those that were read lately are in memory.
/// The index is read, or built by reading all chunks once, when something is searched for the first time.
/// </summary>
public sealed class StoredLayer : IFeatureLayer
{
    readonly ILayerChunks _chunks;
    readonly LayerCache _cache;
    readonly FeatureChunkReader _reader;

    /// <param name="schemaBlock">The stored schema.</param>
    /// <param name="references">Where the spatial reference is looked up.</param>
    /// <exception cref="InvalidDataException">The schema is damaged, or there are more features than a layer can have.</exception>
    /// <exception cref="Core.GpException">The spatial reference is not known here.</exception>
    public StoredLayer(ILayerChunks chunks, ReadOnlyMemory<byte> schemaBlock, SpatialReferences references, LayerCache cache)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        ArgumentNullException.ThrowIfNull(cache);
        _chunks = chunks;
        _cache = cache;
        _reader = new FeatureChunkReader(schemaBlock, references);
        Count = chunks.Summary.Count <= LayerIndex.MostFeatures ? (int)chunks.Summary.Count : throw Damage.New("a layer has too many features");
        Extent = chunks.Summary.Extent is { } around ? new Envelope(around.MinX, around.MaxX, around.MinY, around.MaxY) : new Envelope();
    }

    public FeatureSchema Schema => _reader.Schema;

    public int Count { get; }

    public Envelope Extent { get; }

    LayerIndex Index => _cache.Index(_chunks.Key, MakeIndex);

    public IReadOnlyList<LayerEntry> Find(Envelope? window) => Index.Find(window);

    public IReadOnlyList<LayerEntry> Find(IReadOnlyCollection<long> objectIds) => Index.Find(objectIds);

    public IEnumerable<Feature> Read(LayerSelection selection, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return selection.Places is { } places ? ReadSome(places, selection, stop) : ReadAll(selection, stop);
    }

    IEnumerable<Feature> ReadAll(LayerSelection selection, CancellationToken stop) =>
        _cache.FindIndex(_chunks.Key) is { } index && FitsInto(index, 1) ? ReadKept(selection, stop) : ReadThrough(selection, stop);

    IEnumerable<Feature> ReadKept(LayerSelection selection, CancellationToken stop)
    {
        for (var number = 1; number <= _chunks.Summary.Chunks; number++)
        {
            stop.ThrowIfCancellationRequested();
            foreach (var feature in Chunk(number, selection, keep: true, stop))
            {
                yield return feature;
            }
        }
    }

    IEnumerable<Feature> ReadThrough(LayerSelection selection, CancellationToken stop)
    {
        // Read ahead where the store does so. Nothing of it is kept: it would push out what others read again and again.
        foreach (var chunk in _chunks.Read(Enumerable.Range(1, _chunks.Summary.Chunks), stop))
        {
            stop.ThrowIfCancellationRequested();
            foreach (var feature in _reader.Read(chunk, selection.Geometry, selection.Attributes))
            {
                yield return feature;
            }
        }
    }

    IEnumerable<Feature> ReadSome(IReadOnlyList<int> places, LayerSelection selection, CancellationToken stop)
    {
        var index = Index;

        var keep = FitsInto(index, index.Count == 0 ? 1 : (double)places.Count / index.Count);
        Feature[] features = [];
        var (first, end) = (0, 0);
        foreach (var place in places)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(place, nameof(selection));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, index.Count, nameof(selection));
            if (place < first || place >= end)
            {
                stop.ThrowIfCancellationRequested();
                (var number, first, end) = index.ChunkOf(place);
                features = Chunk(number, selection, keep, stop);
                if (features.Length != end - first)
                {
                    Damage.Found("a chunk has not the features that the index of its layer says");
                }
            }

            yield return features[place - first];
        }
    }

    Feature[] Chunk(int number, LayerSelection selection, bool keep, CancellationToken stop)
    {
        if (_cache.Find(_chunks.Key, number, selection.Geometry, selection.Attributes) is { } known)
        {
            return known;
        }

        var features = _reader.Read(_chunks.Read([number], stop).First(), selection.Geometry, selection.Attributes);
        if (keep)
        {
            _cache.Add(_chunks.Key, number, selection.Geometry, selection.Attributes, features);
        }

        return features;
    }

    bool FitsInto(LayerIndex index, double share) => index.FeatureBytes * share <= _cache.MostChunkBytes / 2;

    /// <summary>Nobody who asks can stop this: others wait for it too.</summary>
    LayerIndex MakeIndex()
    {
        if (_chunks.ReadIndex(CancellationToken.None) is { } stored)
        {
            var read = LayerIndex.Read(stored);
            return read.Count == Count && read.Chunks == _chunks.Summary.Chunks ? read : throw Damage.New("an index belongs to another layer");
        }

        var builder = new LayerIndexBuilder(Schema);
        foreach (var chunk in _chunks.Read(Enumerable.Range(1, _chunks.Summary.Chunks), CancellationToken.None))
        {
            builder.Add(_reader.ReadForIndex(chunk));
        }

        var index = builder.Build();
        return index.Count == Count ? index : throw Damage.New($"there are {index.Count} features of {Count}");
    }
}
