using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Turns a geodesic circle into polygons between the longitudes -180 and 180: cut where it crosses the antimeridian, with an edge
/// along the pole and the antimeridian where it runs around a pole.
/// </summary>
static class GeodesicCirclePolygon
{
    /// <param name="circle">The circle.</param>
    /// <param name="centreLongitude">In degrees.</param>
    /// <param name="coversBothPoles">Whether the circle is so large that it runs around what is not covered.</param>
    public static Geometry Create(GeodesicCircle circle, double centreLongitude, bool coversBothPoles)
    {
        var ring = WithCrossings(circle, centreLongitude, out var crossings);
        var winding = circle.Winding;
        if (coversBothPoles)
        {
            var uncovered = crossings.Count == 0 ? Polygon(InStrip(ring)) : ByStrips(ring, winding);
            return Oriented(OverlayNGRobust.Overlay(Strip(0), Valid(uncovered), SpatialFunction.Difference));
        }

        return (winding, crossings.Count) switch
        {
            (0, 0) => Polygon(InStrip(ring)),
            (0, 2) => Halves(ring, crossings),
            (-1 or 1, 1) => AroundPole(ring, crossings[0], winding),
            _ => Oriented(ByStrips(ring, winding)),
        };
    }

    /// <summary>The closed ring in longitudes of the earth, with a vertex of the circle wherever it crosses the antimeridian.</summary>
    static List<Coordinate> WithCrossings(GeodesicCircle circle, double centreLongitude, out List<int> crossings)
    {
        var vertices = circle.Vertices;
        var ring = new List<Coordinate>(vertices.Count + 2);
        crossings = [];
        for (var i = 0; i < vertices.Count; i++)
        {
            var longitude = centreLongitude + vertices[i].Longitude;
            if (i > 0 && Turn(centreLongitude + vertices[i - 1].Longitude) != Turn(longitude))
            {
                var meridian = (360 * Math.Max(Turn(centreLongitude + vertices[i - 1].Longitude), Turn(longitude))) - 180;
                var crossing = circle.At(meridian - centreLongitude, vertices[i - 1], vertices[i]);
                crossings.Add(ring.Count);
                ring.Add(new Coordinate(meridian, crossing.Latitude));
            }

            ring.Add(new Coordinate(longitude, vertices[i].Latitude));
        }

        return ring;
    }

    /// <summary>How many times around the earth a longitude is from the strip of -180 to 180.</summary>
    static double Turn(double longitude)
    {
        return Math.Floor((longitude + 180) / 360);
    }

    static List<Coordinate> InStrip(List<Coordinate> ring)
    {
        // The middle decides, since vertices on the antimeridian belong to either side.
        var shift = 360 * Turn((ring.Min(c => c.X) + ring.Max(c => c.X)) / 2);
        return ring.ConvertAll(c => new Coordinate(c.X - shift, c.Y));
    }

    static Geometry Halves(List<Coordinate> ring, List<int> crossings)
    {
        var inner = ring.GetRange(crossings[0], crossings[1] - crossings[0] + 1);
        inner.Add(ring[crossings[0]]);
        var outer = ring.GetRange(crossings[1], ring.Count - crossings[1]);
        outer.AddRange(ring.GetRange(1, crossings[0]));
        outer.Add(ring[crossings[1]]);
        var halves = new[] { inner, outer }.Select(half => Polygon(InStrip(half))).Where(half => half.Area > 0).ToArray();
        return halves.Length == 1 ? halves[0] : GeometryServices.Factory.CreateMultiPolygon(halves);
    }

    static Polygon AroundPole(List<Coordinate> ring, int crossing, int winding)
    {
        // From the antimeridian once around to the antimeridian; the first vertex, which the ring repeats a turn later, stays once.
        double start = -180 * winding, first = ring[crossing].X;
        var around = new List<Coordinate>(ring.Count + 4);
        for (var i = crossing; i < ring.Count; i++)
        {
            around.Add(new Coordinate(start + ring[i].X - first, ring[i].Y));
        }

        for (var i = 1; i <= crossing; i++)
        {
            around.Add(new Coordinate(start + ring[i].X - first + (360 * winding), ring[i].Y));
        }

        around.Add(new Coordinate(-start, -90 * winding));
        around.Add(new Coordinate(start, -90 * winding));
        around.Add(around[0].Copy());
        return Polygon(around);
    }

    /// <summary>Any number of crossings: the ring, closed along the pole if it runs around one, is intersected with each strip.</summary>
    static Geometry ByStrips(List<Coordinate> ring, int winding)
    {
        var closed = new List<Coordinate>(ring);
        if (winding != 0)
        {
            closed.Add(new Coordinate(ring[^1].X, -90 * winding));
            closed.Add(new Coordinate(ring[0].X, -90 * winding));
            closed.Add(ring[0].Copy());
        }

        var polygon = Valid(Polygon(closed));
        Geometry result = GeometryServices.Factory.CreatePolygon();
        for (var turn = Turn(closed.Min(c => c.X)); turn <= Turn(closed.Max(c => c.X)); turn++)
        {
            var part = OverlayNGRobust.Overlay(polygon, Strip(360 * turn), SpatialFunction.Intersection);
            var shifted = AffineTransformation.TranslationInstance(-360 * turn, 0).Transform(part);
            result = OverlayNGRobust.Overlay(result, shifted, SpatialFunction.Union);
        }

        return result;
    }

    static Polygon Strip(double middle)
    {
        return (Polygon)GeometryServices.Factory.ToGeometry(new Envelope(middle - 180, middle + 180, -90, 90));
    }

    /// <summary>Edges of a circle of almost half the circumference may cross where it folds around the opposite point.</summary>
    static Geometry Valid(Geometry geometry)
    {
        return geometry.IsValid ? geometry : GeometryFixer.Fix(geometry);
    }

    static Geometry Oriented(Geometry geometry)
    {
        return PolygonalResult.Of(geometry);
    }

    static Polygon Polygon(List<Coordinate> ring)
    {
        var ordinates = new double[2 * ring.Count];
        for (var i = 0; i < ring.Count; i++)
        {
            ordinates[2 * i] = ring[i].X;
            ordinates[(2 * i) + 1] = ring[i].Y;
        }

        ordinates[^2] = ordinates[0];
        ordinates[^1] = ordinates[1];
        var factory = GeometryServices.Factory;
        return factory.CreatePolygon(factory.CreateLinearRing(new PackedDoubleCoordinateSequence(ordinates, 2, 0)));
    }
}
