namespace GpServer.Storage.Features;

/// <summary>Which features of a stored set are wanted, and what of them. Chunks that have none of them are not unpacked.</summary>
public sealed record FeatureSelection
{
    public static FeatureSelection All { get; } = new();

    /// <summary>The place in the set of the first one wanted, counted from 0.</summary>
    public long First { get; init; }

    /// <summary>How many places from there; null for all that are left.</summary>
    public long? Count { get; init; }

    /// <summary>Only features whose extent has a place in common with this one, in the spatial reference of the set.</summary>
    public Extent? Extent { get; init; }

    /// <summary>
    /// False when the attributes alone are wanted: the features come without geometry, and geometries are unpacked only to look for those
    /// in <see cref="Extent"/>.
    /// </summary>
    public bool Geometry { get; init; } = true;

    /// <summary>The place behind the last one wanted.</summary>
    internal long End => Count is { } count && count < long.MaxValue - First ? First + count : long.MaxValue;

    /// <summary>Whether features of a chunk can be among them: what a query over stored chunks asks of the columns beside them.</summary>
    public bool Touches(FeatureChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        return chunk.First < End && chunk.First + chunk.Count > First && (Extent is null || Extent.Intersects(chunk.Extent));
    }

    internal bool Has(long place, Core.Features.Feature feature) =>
        place >= First && place < End && (Extent is null || (feature.Geometry is { } shape && Extent.Intersects(shape.EnvelopeInternal)));
}
