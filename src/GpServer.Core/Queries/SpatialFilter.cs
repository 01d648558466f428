using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Queries;

/// <summary>Where features must lie.</summary>
/// <param name="Geometry">The query's geometry; an empty one matches nothing.</param>
/// <param name="SpatialReference">Its system; null for that of the layer.</param>
public sealed record SpatialFilter(Geometry Geometry, SpatialReference? SpatialReference)
{
    public SpatialRelation Relation { get; init; }

    /// <summary>For <see cref="SpatialRelation.Relation"/>: nine letters of T, F, *, 0, 1, 2 (DE-9IM).</summary>
    public string? Matrix { get; init; }

    /// <summary>Metres on the ellipsoid by which the geometry is made larger first; 0 leaves it.</summary>
    public double Distance { get; init; }
}
