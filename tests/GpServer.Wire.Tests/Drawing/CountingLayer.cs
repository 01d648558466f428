using GpServer.Core.Features;
using GpServer.Core.Layers;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Tests.Drawing;

/// <summary>A layer of features in memory, whose index is a list of extents.</summary>
sealed class CountingLayer : IFeatureLayer
{
    readonly Feature[] _features;
    readonly LayerEntry[] _entries;
    int _read;

    /// <param name="extent">What the index says of every feature; null for its own extent.</param>
    public CountingLayer(FeatureSet set, Envelope? extent = null)
    {
        Schema = set.Schema;
        _features = [.. set.Features];
        _entries = [.. _features.Select((feature, place) => Entry(extent ?? feature.Geometry?.EnvelopeInternal, place))];
        foreach (var feature in _features)
        {
            Extent.ExpandToInclude(extent ?? feature.Geometry?.EnvelopeInternal ?? new Envelope());
        }
    }

    public FeatureSchema Schema { get; }

    public int Count => _features.Length;

    public Envelope Extent { get; } = new();

    /// <summary>How many features have been read so far.</summary>
    public int Reads => _read;

    public IReadOnlyList<LayerEntry> Find(Envelope? window) => window is null
        ? _entries
        : [.. _entries.Where(entry => entry.HasExtent && window.Intersects(entry.Envelope))];

    public IReadOnlyList<LayerEntry> Find(IReadOnlyCollection<long> objectIds) => [.. _entries.Where(entry => objectIds.Contains(entry.ObjectId))];

    public IEnumerable<Feature> Read(LayerSelection selection, CancellationToken stop)
    {
        foreach (var place in selection.Places ?? Enumerable.Range(0, Count))
        {
            stop.ThrowIfCancellationRequested();
            Interlocked.Increment(ref _read);
            yield return _features[place];
        }
    }

    static LayerEntry Entry(Envelope? extent, int place) => extent is null or { IsNull: true }
        ? new LayerEntry(place, place + 1, float.NaN, float.NaN, float.NaN, float.NaN)
        : new LayerEntry(place, place + 1, Below(extent.MinX), Below(extent.MinY), -Below(-extent.MaxX), -Below(-extent.MaxY));

    static float Below(double value) => (float)value <= value ? (float)value : MathF.BitDecrement((float)value);
}
