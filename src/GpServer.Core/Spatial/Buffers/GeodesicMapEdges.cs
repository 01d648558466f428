using GpServer.Core.Spatial.Geodesy;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Takes lines and polygons of a map to longitude and latitude so that their edges, straight on the map, are followed: they are halved
/// until the straight lines in longitude and latitude are off by no more than a tolerance.
/// </summary>
/// <param name="toGeographic">From the map to longitude and latitude in degrees.</param>
/// <param name="tolerance">In metres.</param>
/// <param name="checkpoint">Ends the work by throwing.</param>
sealed class GeodesicMapEdges(CoordinateTransform toGeographic, double tolerance, Action checkpoint)
{
    /// <summary>An edge is divided into no more than 2^14 parts.</summary>
    const int MaxHalvings = 14;

    /// <summary>Of one geometry; what is made of it later takes several hundred bytes for each.</summary>
    const int MaxVertices = 1_000_000;

    const double MetresPerDegree = 111_200;

    int _vertices;

    /// <summary>Whether a place of the geometry has no longitude and latitude.</summary>
    public bool Outside { get; private set; }

    /// <summary>The geometry in longitude and latitude; not to be used when a place is <see cref="Outside"/>.</summary>
    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/>: it would have more than a million vertices.</exception>
    public Geometry Convert(Geometry geometry)
    {
        var factory = GeometryServices.Factory;
        switch (geometry)
        {
            case { IsEmpty: true }:
                return factory.CreatePolygon();
            case Point point:
                return factory.CreatePoint(Place(point.Coordinate));
            case LineString line:
                return factory.CreateLineString(GeodesicTurns.Unrolled(Divided(line.Coordinates)));
            case Polygon or MultiPolygon:
                return OfPolygons(geometry);
            case MultiLineString lines:
                return factory.CreateMultiLineString([.. lines.Geometries.Select(line => (LineString)Convert(line))]);
            case MultiPoint points:
                return factory.CreateMultiPoint([.. points.Geometries.Select(point => (Point)Convert(point))]);
            default:
                return factory.CreateGeometryCollection(
                    [.. Enumerable.Range(0, geometry.NumGeometries).Select(i => Convert(geometry.GetGeometryN(i)))]);
        }
    }

    Geometry OfPolygons(Geometry polygons)
    {
        var drawn = new List<Polygon>();
        var read = new List<Geometry>();
        for (var i = 0; i < polygons.NumGeometries; i++)
        {
            var polygon = (Polygon)polygons.GetGeometryN(i);
            if (OnGlobe(polygon) is { } places)
            {
                read.Add(GeodesicTurns.Cut(places, false, checkpoint));
            }
            else
            {
                drawn.Add(polygon);
            }
        }

        var factory = GeometryServices.Factory;
        var valid = PolygonRepair.MakeValid(
            read.Count == 0 ? polygons : factory.CreateMultiPolygon([.. drawn]), checkpoint);
        read.AddRange(Enumerable.Range(0, valid.NumGeometries).Select(i => OfPolygon((Polygon)valid.GetGeometryN(i))));
        return Outside ? factory.CreatePolygon() : PolygonUnion.Union(read, checkpoint, 1);
    }

    /// <summary>
    /// The longitudes and latitudes of a polygon that was drawn on a globe, as <see cref="GeodesicTurns.Read"/> tells it, and came to the
    /// map vertex by vertex, which Web Mercator allows; null for others.
    /// </summary>
    Polygon? OnGlobe(Polygon polygon)
    {
        if (!toGeographic.Route.IsLinear)
        {
            return null;
        }

        LinearRing Places(LineString ring) =>
            GeometryServices.Factory.CreateLinearRing(Array.ConvertAll(ring.Coordinates, Place));
        var places = GeometryServices.Factory.CreatePolygon(
            Places(polygon.ExteriorRing), Array.ConvertAll(polygon.InteriorRings, Places));
        return !Outside && GeodesicTurns.IsOnGlobe(places, checkpoint) ? places : null;
    }

    Geometry OfPolygon(Polygon polygon)
    {
        var factory = GeometryServices.Factory;
        if (polygon.IsEmpty)
        {
            return polygon;
        }

        var shell = Ring(polygon.ExteriorRing);
        var holes = Array.ConvertAll(polygon.InteriorRings, Ring);
        return Outside ? factory.CreatePolygon() : GeodesicTurns.Cut(factory.CreatePolygon(shell, holes), true, checkpoint);
    }

    /// <summary>Clockwise on the map.</summary>
    LinearRing Ring(LineString ring)
    {
        var points = RingOrientation.IsClockwise(ring) ? ring.Coordinates : ring.Coordinates.Reverse().ToArray();
        return GeometryServices.Factory.CreateLinearRing(Divided(points));
    }

    Coordinate[] Divided(Coordinate[] points)
    {
        var places = new List<Coordinate>(points.Length) { Place(points[0]) };
        for (var i = 1; i < points.Length && !Outside; i++)
        {
            checkpoint();
            Divide(places, points[i - 1], points[i], Place(points[i]), MaxHalvings);
        }

        // An unusable ring is closed all the same.
        return Outside ? [new(0, 0), new(1, 0), new(1, 1), new(0, 0)] : [.. places];
    }

    void Divide(List<Coordinate> places, Coordinate from, Coordinate to, Coordinate end, int halvings)
    {
        var start = places[^1];
        if (halvings > 0 && !Outside)
        {
            var middle = new Coordinate((from.X + to.X) / 2, (from.Y + to.Y) / 2);
            var place = Place(middle);
            if (!IsClose(start, place, end))
            {
                Divide(places, from, middle, place, halvings - 1);
                Divide(places, middle, to, end, halvings - 1);
                return;
            }
        }
        else if (Math.Abs(Difference(start, end)) > 90)
        {
            // What is left at the end runs through a pole.
            var pole = Math.CopySign(90, start.Y);
            places.Add(new(start.X, pole));
            places.Add(new(end.X, pole));
        }

        if (++_vertices > MaxVertices)
        {
            throw new GpException(
                GpError.LimitExceeded,
                FormattableString.Invariant(
                    $"A geometry whose edges are followed to {tolerance} m on the map would have more than {MaxVertices} vertices."));
        }

        places.Add(end);
    }

    bool IsClose(Coordinate start, Coordinate middle, Coordinate end)
    {
        double x = Difference(start, end), y = end.Y - start.Y, toX = Difference(start, middle), toY = middle.Y - start.Y;
        if (Outside || (x == 0 && y == 0))
        {
            return true;
        }

        // The ends of an edge almost around the earth are near to one another; its middle is not.
        var scale = Math.Max(Math.Cos(Angle.ToRadians(middle.Y)), 1e-9);
        var off = Math.Abs((x * toY) - (y * toX)) * scale / double.Hypot(x * scale, y);
        return Math.Abs(x) < 90 && Math.Abs(toX) < 90 && off * MetresPerDegree <= tolerance;
    }

    static double Difference(Coordinate from, Coordinate to) => Angle.Normalize(to.X - from.X);

    Coordinate Place(Coordinate point)
    {
        Span<double> place = [point.X, point.Y];
        Outside |= toGeographic.Apply(place, 2) > 0 || !(Math.Abs(place[1]) <= 90);
        return Outside ? new Coordinate(0, 0) : new Coordinate(place[0], place[1]);
    }
}
