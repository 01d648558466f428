using GpServer.Core.Features;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Layers;

/// <summary>
/// Features that are kept somewhere with an index: the result of a job or a layer of a hosted service. A feature has a place, counted from 0 in
/// the order in which they are kept, and an object id. Many threads may read at once.
/// </summary>
public interface IFeatureLayer
{
    /// <summary>The schema; it has an object id field, and the spatial reference is that of every coordinate and window here.</summary>
    FeatureSchema Schema { get; }

    int Count { get; }

    /// <summary>Around all geometries; null envelope when none has a place.</summary>
    Envelope Extent { get; }

    /// <summary>
    /// What the index knows of the features whose extents touch a window, in the order of their places; null for all features, those without a
    /// place on the map among them. No feature is read.
    /// </summary>
    IReadOnlyList<LayerEntry> Find(Envelope? window);

    /// <summary>What the index knows of the features with these object ids, in the order of their places; ids that are not there are left out.</summary>
    IReadOnlyList<LayerEntry> Find(IReadOnlyCollection<long> objectIds);

    /// <summary>Reads features, in the order of <see cref="LayerSelection.Places"/>; a part that is not wanted may be missing.</summary>
    /// <exception cref="InvalidDataException">What is kept is damaged, or has been deleted meanwhile.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    IEnumerable<Feature> Read(LayerSelection selection, CancellationToken stop);
}
