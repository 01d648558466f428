using NetTopologySuite.Geometries;

namespace GpServer.Storage.Layers;

/// <summary>The arrays of a <see cref="LayerIndex"/>.</summary>
sealed class LayerIndexParts
{
    /// <summary>The place of the first feature of each chunk, and of the one behind the last.</summary>
    public required int[] Firsts { get; init; }

    /// <summary>The object ids in the order of places.</summary>
    public required long[] Ids { get; init; }

    /// <summary>Least x and y, greatest x and y of each feature in the order of places; NaN for one without a place on the map.</summary>
    public required float[] Boxes { get; init; }

    /// <summary>The places in the order of their object ids; null where that is their own.</summary>
    public int[]? ById { get; init; }

    /// <summary>The places of the features that have one on the map, near ones together; null where those are the first ones as they are.</summary>
    public int[]? Order { get; init; }

    /// <summary>How many features have a place on the map.</summary>
    public int Located { get; init; }

    public required Envelope Extent { get; init; }

    public long FeatureBytes { get; init; }
}
