using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Geodesic buffers around geometry of any system, drawn in that system. Edges are as they are drawn on the map. The buffers are cut at the
/// antimeridian; the transform to a map that runs on there, or over a pole, joins the parts again.
/// </summary>
/// <param name="buffers">Buffers in longitude and latitude.</param>
/// <param name="toGeographic">From the system to longitude and latitude on its datum.</param>
/// <param name="fromGeographic">The way back.</param>
sealed class ProjectedGeodesicBuffer(GeodesicBuffer buffers, CoordinateTransform toGeographic, CoordinateTransform fromGeographic)
{
    /// <summary>How far an edge may be off its line on the map, as a share of the distance, but not less than a millimetre.</summary>
    const double EdgeTolerance = 1e-5;

    /// <summary>
    /// The same for edges of the buffer, which are up to 0.06 % off their curve already, those of circles up to 0.1 %.
    /// </summary>
    const double ResultTolerance = 2e-4;

    /// <summary>
    /// Metres. Edges of smaller circles, a fifteenth of the radius long, are no further off on any map than they are at once: by some
    /// (distance / earth's radius) tan φ / 1800 of the distance on Web Mercator. Near a pole an added vertex would be farther off.
    /// </summary>
    const double SmallCircle = 250_000;

    const double LeastTolerance = 0.001;

    /// <summary>An empty polygon for nothing, and where a place of the geometry or of its buffer has none in the system.</summary>
    public Geometry Buffer(Geometry? geometry, CancellationToken stop)
    {
        Action checkpoint = stop.ThrowIfCancellationRequested;
        checkpoint();
        if (geometry is null || !TryPlace(geometry, checkpoint, out var placed))
        {
            return GeometryServices.Factory.CreatePolygon();
        }

        if (buffers.Distance == 0 && !fromGeographic.To.IsGeographic && geometry is Polygon or MultiPolygon)
        {
            // Nothing moves. All of it has a place, which is asked for so that no distance makes a difference.
            return PolygonalResult.Of(PolygonRepair.MakeValid(geometry, checkpoint));
        }

        var buffer = buffers.Buffer(placed, stop);
        if (fromGeographic.IsIdentity || buffer.IsEmpty)
        {
            return buffer;
        }

        var isCircle = geometry is Point or MultiPoint && buffers.Distance < SmallCircle;
        var projected = isCircle ? fromGeographic.Apply(buffer, out var outside) : Projected(buffer, out outside);
        checkpoint();
        if (outside > 0)
        {
            return GeometryServices.Factory.CreatePolygon();
        }

        // A circle that is not cut is as simple on the map, and by far the most frequent buffer.
        return PolygonalResult.Of(geometry is Point && projected is Polygon ? projected : PolygonRepair.MakeValid(projected, checkpoint));
    }

    /// <summary>With vertices added where edges are bent on the map.</summary>
    Geometry Projected(Geometry buffer, out int outside)
    {
        var system = fromGeographic.To;
        return system.IsGeographic
            ? fromGeographic.Apply(buffer, out outside)
            : fromGeographic.Apply(buffer, Tolerance(ResultTolerance) / system.UnitFactor, out outside);
    }

    double Tolerance(double share) => Math.Max(LeastTolerance, share * Math.Abs(buffers.Distance));

    bool TryPlace(Geometry geometry, Action checkpoint, out Geometry placed)
    {
        if (toGeographic.From.IsGeographic)
        {
            // Straight in longitude and latitude from any zero meridian and in any unit.
            placed = toGeographic.Apply(geometry, out var outside);
            return outside == 0 && HasPlace(placed);
        }

        var edges = new GeodesicMapEdges(toGeographic, Tolerance(EdgeTolerance), checkpoint);
        placed = edges.Convert(geometry);
        return !edges.Outside;
    }

    static bool HasPlace(Geometry geometry) =>
        Array.TrueForAll(geometry.Coordinates, place => double.IsFinite(place.X) && Math.Abs(place.Y) <= 90);
}
