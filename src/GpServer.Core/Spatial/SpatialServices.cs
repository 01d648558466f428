using GpServer.Core.Spatial.Buffers;
using GpServer.Core.Spatial.Geodesy;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial;

/// <summary>What tools compute with: spatial references, projections and buffers, under the cancellation of their run.</summary>
public sealed class SpatialServices(SpatialReferences references, int cores, CancellationToken stop)
{
    public SpatialReferences References { get; } = references;

    /// <summary>The transform from one system to another.</summary>
    /// <exception cref="GpException">One of the two cannot be computed.</exception>
    public CoordinateTransform Transform(SpatialReference from, SpatialReference to) => References.Transform(from, to);

    /// <summary>
    /// Makes ready for planar buffers to a distance in the units of the coordinates. The function may be used by several threads; for null it
    /// gives an empty polygon.
    /// </summary>
    public Func<Geometry?, Geometry> PlanarBuffer(double distance, BufferEndCap endCap = BufferEndCap.Round)
    {
        var buffer = new PlanarBuffer(distance, new PlanarBufferOptions { EndCap = endCap });
        return geometry => buffer.Buffer(geometry, stop);
    }

    /// <summary>
    /// Makes ready for buffers to a distance in metres on the ellipsoid around geometry in <paramref name="system"/>, drawn in that system.
    /// For null, and where a place of the geometry or of its buffer cannot be projected, the function gives an empty polygon.
    /// </summary>
    /// <exception cref="GpException">The system cannot be computed, or the distance is too far.</exception>
    public Func<Geometry?, Geometry> GeodesicBuffer(double meters, SpatialReference system, BufferEndCap endCap = BufferEndCap.Round)
    {
        ArgumentNullException.ThrowIfNull(system);
        var geographic = system.Geographic;
        var buffers = new GeodesicBuffer(new Geodesic(geographic.Ellipsoid), meters, endCap);
        var buffer = new ProjectedGeodesicBuffer(
            buffers, References.Transform(system, geographic), References.Transform(geographic, system));
        return geometry => buffer.Buffer(geometry, stop);
    }

    /// <summary>The union of polygons; an empty polygon when there is none.</summary>
    public Geometry Union(IEnumerable<Geometry> polygons) => PolygonUnion.Union(polygons, stop, cores);
}
