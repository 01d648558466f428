using GpServer.Core.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace GpServer.Core.Layers;

/// <summary>A layer whose features are all in memory: for small sets, and to compare others with.</summary>
public sealed class MemoryLayer : IFeatureLayer
{
    readonly Feature[] _features;
    readonly LayerEntry[] _entries;
    readonly STRtree<int> _index = new();
    readonly Dictionary<long, int> _places = [];

    /// <exception cref="ArgumentException">The schema has no object id field, or an id is missing or there twice.</exception>
    public MemoryLayer(FeatureSchema schema, IEnumerable<Feature> features)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(features);
        Schema = schema;
        _features = [.. features];
        _entries = new LayerEntry[_features.Length];
        var id = schema.ObjectIdIndex;
        for (var place = 0; place < _features.Length; place++)
        {
            if (id < 0 || _features[place].Attributes[id] is not long number || !_places.TryAdd(number, place))
            {
                throw new ArgumentException($"Feature {place} has no object id of its own.", nameof(features));
            }

            var extent = _features[place].Geometry?.EnvelopeInternal ?? new Envelope();
            _entries[place] = Entry(place, number, extent);
            if (!extent.IsNull)
            {
                Extent.ExpandToInclude(extent);
                _index.Insert(extent, place);
            }
        }

        _index.Build();
    }

    public FeatureSchema Schema { get; }

    public int Count => _features.Length;

    public Envelope Extent { get; } = new();

    public IReadOnlyList<LayerEntry> Find(Envelope? window)
    {
        if (window is null)
        {
            return _entries;
        }

        return [.. _index.Query(window).Order().Select(place => _entries[place])];
    }

    public IReadOnlyList<LayerEntry> Find(IReadOnlyCollection<long> objectIds)
    {
        ArgumentNullException.ThrowIfNull(objectIds);
        var places = new SortedSet<int>();
        foreach (var id in objectIds)
        {
            if (_places.TryGetValue(id, out var place))
            {
                places.Add(place);
            }
        }

        return [.. places.Select(place => _entries[place])];
    }

    public IEnumerable<Feature> Read(LayerSelection selection, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return Features();

        IEnumerable<Feature> Features()
        {
            foreach (var place in selection.Places ?? Enumerable.Range(0, _features.Length))
            {
                stop.ThrowIfCancellationRequested();
                yield return _features[place];
            }
        }
    }

    static LayerEntry Entry(int place, long id, Envelope extent) => extent.IsNull
        ? new LayerEntry(place, id, float.NaN, float.NaN, float.NaN, float.NaN)
        : new LayerEntry(place, id, Below(extent.MinX), Below(extent.MinY), Above(extent.MaxX), Above(extent.MaxY));

    static float Below(double side) => (float)side is var rounded && rounded > side ? MathF.BitDecrement(rounded) : rounded;

    static float Above(double side) => (float)side is var rounded && rounded < side ? MathF.BitIncrement(rounded) : rounded;
}
