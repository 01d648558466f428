using NetTopologySuite.Geometries;

namespace GpServer.Core.Layers;

/// <summary>What the index of a layer knows of a feature without reading it.</summary>
/// <param name="Place">The feature's place in the layer, counted from 0.</param>
/// <param name="ObjectId">Its object id.</param>
/// <param name="MinX">Its extent in the layer's spatial reference, perhaps a little larger than it is; NaN where it has none.</param>
/// <param name="MinY">See <paramref name="MinX"/>.</param>
/// <param name="MaxX">See <paramref name="MinX"/>.</param>
/// <param name="MaxY">See <paramref name="MinX"/>.</param>
public readonly record struct LayerEntry(int Place, long ObjectId, float MinX, float MinY, float MaxX, float MaxY)
{
    /// <summary>False for a feature without a shape, or with an empty one.</summary>
    public bool HasExtent => !float.IsNaN(MinX);

    public Envelope Envelope => HasExtent ? new Envelope(MinX, MaxX, MinY, MaxY) : new Envelope();
}
