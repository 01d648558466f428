namespace GpServer.Core.Layers;

/// <summary>Which features of a layer are to be read, and what of them.</summary>
public sealed record LayerSelection
{
    /// <summary>The places of the features, ascending; null for all.</summary>
    public IReadOnlyList<int>? Places { get; init; }

    /// <summary>False leaves geometries out where that saves work.</summary>
    public bool Geometry { get; init; } = true;

    /// <summary>False leaves attribute values out (null) where that saves work.</summary>
    public bool Attributes { get; init; } = true;
}
