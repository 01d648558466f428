using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// A ring or a line whose surroundings are to be filled. Rings are without the small bays on the side that the buffer grows to (no
/// deeper than 1 % of the distance, as NetTopologySuite's buffers leave them out), since they end inside the buffer.
/// </summary>
readonly record struct Boundary(Coordinate[] Points, bool Closed)
{
    /// <summary>How deep a bay may be that is left out, as a share of the distance.</summary>
    public const double SimplifyFactor = 0.01;

    /// <summary>
    /// The boundaries of polygons, for a positive distance seen from outside, for a negative one from inside, for none with all bays.
    /// </summary>
    public static List<Boundary> OfPolygons(Geometry polygons, double distance)
    {
        var boundaries = new List<Boundary>();
        for (var i = 0; i < polygons.NumGeometries; i++)
        {
            var polygon = (Polygon)polygons.GetGeometryN(i);
            boundaries.Add(OfRing(polygon.ExteriorRing, distance, false));
            for (var hole = 0; hole < polygon.NumInteriorRings; hole++)
            {
                boundaries.Add(OfRing(polygon.GetInteriorRingN(hole), distance, true));
            }
        }

        return boundaries;
    }

    /// <summary>The lines as they are: they are filled to both sides.</summary>
    public static List<Boundary> OfLines(Geometry lines)
    {
        var boundaries = new List<Boundary>();
        for (var i = 0; i < lines.NumGeometries; i++)
        {
            var line = (LineString)lines.GetGeometryN(i);
            boundaries.Add(new(line.Coordinates, line.IsClosed));
        }

        return boundaries;
    }

    static Boundary OfRing(LineString ring, double distance, bool hole)
    {
        if (distance == 0)
        {
            return new(ring.Coordinates, true);
        }

        // A positive tolerance removes bays to the left of the ring, which is outside of a clockwise shell.
        var outsideIsLeft = Orientation.IsCCW(ring.CoordinateSequence) == hole;
        var tolerance = Math.Abs(distance) * SimplifyFactor;
        var points = BufferInputLineSimplifier.Simplify(ring.Coordinates, outsideIsLeft == distance > 0 ? tolerance : -tolerance);
        return new(points, true);
    }
}
