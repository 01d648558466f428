using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Values;

/// <summary>A rectangle, perhaps with limits in Z and M, in a spatial reference where one is known.</summary>
public sealed record Extent(double XMin, double YMin, double XMax, double YMax)
{
    public double? ZMin { get; init; }

    public double? ZMax { get; init; }

    public double? MMin { get; init; }

    public double? MMax { get; init; }

    public SpatialReference? SpatialReference { get; init; }

    /// <summary>The rectangle alone.</summary>
    public Envelope ToEnvelope() => new(XMin, XMax, YMin, YMax);
}
