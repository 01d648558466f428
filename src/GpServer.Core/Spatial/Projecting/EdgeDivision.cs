using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Spatial.Projecting;

/// <summary>
/// Adds vertices to lines and rings where their straight edges would be curves on another map. An edge is halved in its own system until
/// the quarters of what is left are off the straight line between its ends on the other map by less than a tolerance.
/// </summary>
/// <remarks>
/// An edge becomes 4,096 edges at most, whatever the tolerance: it may cross the edge of the map, where no number is enough. Where
/// an edge leaves the area in which the projection is defined, it is not divided further. Z and M of added vertices lie in between. Edges
/// that jump over the antimeridian are divided there and jump between two of the added vertices.
/// </remarks>
/// <param name="transform">From the system of the geometry to the other one.</param>
/// <param name="tolerance">In units of the other system.</param>
sealed class EdgeDivision(CoordinateTransform transform, double tolerance)
{
    /// <summary>Halvings of one edge.</summary>
    const int MaxDepth = 12;

    /// <summary>Vertices of one geometry.</summary>
    const int MaxVertices = 1_000_000;

    readonly GeometryRoute _route = transform.Route;
    int _vertices;
    bool _hasArea;

    /// <summary>The geometry with added vertices; one of points is the same instance.</summary>
    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/>: it would have more than a million vertices.</exception>
    public Geometry Divide(Geometry geometry)
    {
        var factory = geometry.Factory;
        Geometry result = geometry switch
        {
            { IsEmpty: true } or Point or MultiPoint => geometry,
            LinearRing ring => factory.CreateLinearRing(Divide(ring.CoordinateSequence, HasArea(ring))),
            LineString line => factory.CreateLineString(Divide(line.CoordinateSequence, hasArea: true)),
            Polygon polygon => factory.CreatePolygon(
                (LinearRing)Divide(polygon.Shell), Array.ConvertAll(polygon.Holes, hole => (LinearRing)Divide(hole))),
            MultiLineString lines => factory.CreateMultiLineString(Array.ConvertAll(lines.Geometries, line => (LineString)Divide(line))),
            MultiPolygon polygons => factory.CreateMultiPolygon(Array.ConvertAll(polygons.Geometries, part => (Polygon)Divide(part))),
            _ => factory.CreateGeometryCollection(Array.ConvertAll(((GeometryCollection)geometry).Geometries, Divide)),
        };
        result.UserData = geometry.UserData;
        return result;
    }

    static bool HasArea(LinearRing ring) => RingOrientation.SignedArea(ring.CoordinateSequence) != 0;

    PackedDoubleCoordinateSequence Divide(CoordinateSequence sequence, bool hasArea)
    {
        _hasArea = hasArea;
        var (xs, ys) = (new double[sequence.Count], new double[sequence.Count]);
        for (var i = 0; i < xs.Length; i++)
        {
            (xs[i], ys[i]) = (sequence.GetX(i), sequence.GetY(i));
        }

        transform.Apply(xs, ys);
        var ordinates = new List<double>(sequence.Count * sequence.Dimension);
        for (var i = 0; i < xs.Length; i++)
        {
            if (i > 0)
            {
                Divide(sequence, i - 1, ordinates, new(0, xs[i - 1], ys[i - 1]), new(1, xs[i], ys[i]), 0);
            }

            Add(sequence, Math.Max(0, i - 1), i == 0 ? 0 : 1, ordinates);
        }

        return new PackedDoubleCoordinateSequence([.. ordinates], sequence.Dimension, sequence.Measures);
    }

    /// <summary>Adds what lies between two places of an edge.</summary>
    void Divide(CoordinateSequence sequence, int edge, List<double> ordinates, EdgePlace start, EdgePlace end, int depth)
    {
        if (depth == MaxDepth || (sequence.GetX(edge) == sequence.GetX(edge + 1) && sequence.GetY(edge) == sequence.GetY(edge + 1)))
        {
            return;
        }

        Span<double> xs = stackalloc double[3];
        Span<double> ys = stackalloc double[3];
        for (var quarter = 1; quarter <= 3; quarter++)
        {
            var share = start.Share + (quarter / 4.0 * (end.Share - start.Share));
            xs[quarter - 1] = Ordinate(sequence, edge, share, 0);
            ys[quarter - 1] = Ordinate(sequence, edge, share, 1);
        }

        var isBent = transform.Apply(xs, ys) == 0
            && (IsOff(xs[0], ys[0], start, end) || IsOff(xs[1], ys[1], start, end) || IsOff(xs[2], ys[2], start, end));
        if (!isBent)
        {
            return;
        }

        var middle = new EdgePlace((start.Share + end.Share) / 2, xs[1], ys[1]);
        Divide(sequence, edge, ordinates, start, middle, depth + 1);
        Add(sequence, edge, middle.Share, ordinates);
        Divide(sequence, edge, ordinates, middle, end, depth + 1);
    }

    /// <summary>Whether a place is further from the straight line between two others than the tolerance.</summary>
    bool IsOff(double x, double y, EdgePlace start, EdgePlace end)
    {
        double dx = end.X - start.X, dy = end.Y - start.Y;
        var squared = (dx * dx) + (dy * dy);
        var along = squared > 0 ? Math.Clamp((((x - start.X) * dx) + ((y - start.Y) * dy)) / squared, 0, 1) : 0;
        return double.Hypot(x - start.X - (along * dx), y - start.Y - (along * dy)) > tolerance;
    }

    void Add(CoordinateSequence sequence, int edge, double share, List<double> ordinates)
    {
        if (++_vertices > MaxVertices)
        {
            var limit = FormattableString.Invariant($"off by less than {tolerance} would have more than {MaxVertices} vertices.");
            throw new GpException(GpError.LimitExceeded, $"A geometry whose edges are divided until they are {limit}");
        }

        for (var k = 0; k < sequence.Dimension; k++)
        {
            ordinates.Add(Ordinate(sequence, edge, share, k));
        }
    }

    double Ordinate(CoordinateSequence sequence, int edge, double share, int ordinate)
    {
        var start = sequence.GetOrdinate(edge, ordinate);
        if (share == 0)
        {
            return start;
        }

        var end = sequence.GetOrdinate(edge + 1, ordinate);
        if (share == 1)
        {
            return end;
        }

        if (ordinate > 0)
        {
            return start + (share * (end - start));
        }

        var width = _route.Width(start, end, _hasArea && sequence.GetY(edge) == sequence.GetY(edge + 1));
        return width == end - start ? start + (share * width) : _route.OnSide(start + (share * width));
    }
}
