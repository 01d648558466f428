using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Reads rings and lines whose longitudes jump from one side of the antimeridian to the other: each place is taken in the turn nearest to
/// the one before. A ring that then does not close runs around a pole, and is closed along it.
/// </summary>
static class GeodesicTurns
{
    /// <summary>
    /// The polygons as they are drawn, but for those of which a ring crosses itself then and has an edge of more than half a turn. They were
    /// drawn on a globe: their edges cross the antimeridian, and they are cut there.
    /// </summary>
    public static Geometry Read(Geometry polygons, Action checkpoint)
    {
        var parts = new Polygon[polygons.NumGeometries];
        var read = new List<Geometry>();
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = (Polygon)polygons.GetGeometryN(i);
            read.Add(IsOnGlobe(parts[i], checkpoint) ? Cut(parts[i], false, checkpoint) : parts[i]);
        }

        return read.TrueForAll(part => part is Polygon) && read.SequenceEqual(parts)
            ? polygons
            : PolygonalResult.Of(PolygonUnion.Union(read, checkpoint, 1));
    }

    /// <summary>
    /// Whether a ring of a polygon in longitude and latitude has an edge of more than half a turn and crosses itself as it is drawn.
    /// </summary>
    public static bool IsOnGlobe(Polygon polygon, Action checkpoint) => polygon.InteriorRings.Prepend(polygon.ExteriorRing).Any(
        ring => HasJump(ring) && !PolygonRepair.IsValid(GeometryServices.Factory.CreatePolygon((LinearRing)ring), checkpoint));

    /// <summary>A polygon between the longitudes -180 and 180, all rings read by their nearest turns.</summary>
    /// <param name="polygon">Longitudes may jump by turns.</param>
    /// <param name="clockwise">Whether shell and holes are clockwise, so that a ring around a pole tells which one it encloses;
    /// otherwise it encloses that on its half of the earth.</param>
    /// <param name="checkpoint">Ends the work by throwing.</param>
    public static Geometry Cut(Polygon polygon, bool clockwise, Action checkpoint)
    {
        var result = Area(polygon.ExteriorRing, clockwise, checkpoint);
        foreach (var hole in polygon.InteriorRings)
        {
            result = StoppableOverlay.Compute(result, Area(hole, clockwise, checkpoint), SpatialFunction.Difference, checkpoint);
        }

        return PolygonalResult.Of(result);
    }

    /// <summary>The places in the turns nearest to one another.</summary>
    public static Coordinate[] Unrolled(Coordinate[] points)
    {
        var unrolled = new Coordinate[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            unrolled[i] = i == 0
                ? points[0]
                : new(points[i].X + (360 * Math.Round((unrolled[i - 1].X - points[i].X) / 360)), points[i].Y);
        }

        return unrolled;
    }

    static bool HasJump(LineString ring)
    {
        var points = ring.CoordinateSequence;
        for (var i = 1; i < points.Count; i++)
        {
            if (Math.Abs(points.GetX(i) - points.GetX(i - 1)) > 180 && Math.Abs(points.GetY(i)) < 90)
            {
                return true;
            }
        }

        return false;
    }

    static Geometry Area(LineString ring, bool clockwise, Action checkpoint)
    {
        checkpoint();
        var points = new List<Coordinate>(Unrolled(ring.Coordinates));
        var winding = Math.Round((points[^1].X - points[0].X) / 360);
        if (winding == 0)
        {
            points[^1] = points[0];
        }
        else
        {
            points = AroundPole(points, winding, Pole(points, winding, clockwise));
        }

        var factory = GeometryServices.Factory;
        var polygon = PolygonRepair.MakeValid(factory.CreatePolygon(points.ToArray()), checkpoint);
        var extent = polygon.EnvelopeInternal;
        return polygon.IsEmpty || (extent.MinX >= -180 && extent.MaxX <= 180)
            ? polygon
            : GeodesicOutline.ByStrips(polygon, extent.MinX, extent.MaxX, checkpoint);
    }

    static double Pole(List<Coordinate> points, double winding, bool clockwise) =>
        clockwise ? -90 * Math.Sign(winding) : Math.CopySign(90, points.Average(point => point.Y));

    /// <summary>Begun where it crosses the antimeridian, so that the edges to the pole lie there.</summary>
    static List<Coordinate> AroundPole(List<Coordinate> points, double winding, double pole)
    {
        var crossing = 1;
        while (GeodesicPath.Turn(points[crossing].X) == GeodesicPath.Turn(points[crossing - 1].X) && crossing + 1 < points.Count)
        {
            crossing++;
        }

        Coordinate before = points[crossing - 1], after = points[crossing];
        var meridian = (360 * Math.Max(GeodesicPath.Turn(before.X), GeodesicPath.Turn(after.X))) - 180;
        var share = after.X == before.X ? 0 : (meridian - before.X) / (after.X - before.X);
        var start = new Coordinate(meridian, before.Y + (share * (after.Y - before.Y)));
        var turn = 360 * winding;
        return
        [
            start,
            .. points[crossing..],
            .. points[1..crossing].Select(point => new Coordinate(point.X + turn, point.Y)),
            new(meridian + turn, start.Y),
            new(meridian + turn, pole),
            new(meridian, pole),
            start,
        ];
    }
}
