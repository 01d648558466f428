namespace GpServer.Storage.Values;

/// <summary>Where the features of a chunk are, in the spatial reference of their set.</summary>
public readonly record struct ChunkExtent(double XMin, double YMin, double XMax, double YMax)
{
    /// <summary>True when the two have a point in common.</summary>
    public bool Intersects(ChunkExtent other) =>
        XMin <= other.XMax && other.XMin <= XMax && YMin <= other.YMax && other.YMin <= YMax;
}
