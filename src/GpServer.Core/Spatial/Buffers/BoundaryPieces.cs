using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// The buffer of a line cut into small simple polygons: for each segment the rectangle to both sides of it, with the sector of the
/// circle that fills the outer side of the turn at its end. Their union is the buffer. Neighbours share an edge to the last bit.
/// </summary>
sealed class BoundaryPieces
{
    readonly double _distance;
    readonly double _step;
    readonly BufferEndCap _cap;
    readonly List<double> _ordinates = [];

    /// <param name="distance">Positive, in the units of the coordinates.</param>
    /// <param name="options">Segments of arcs and the ends of open lines.</param>
    public BoundaryPieces(double distance, PlanarBufferOptions options)
    {
        _distance = distance;
        _step = Math.PI / 2 / options.QuadrantSegments;
        _cap = options.EndCap;
    }

    /// <summary>The pieces of a line in its order, each made when it is asked for. Coordinates may repeat; a line without length has none.</summary>
    public IEnumerable<Polygon> Cut(Coordinate[] line, bool closed)
    {
        var points = Distinct(line, closed);
        for (var i = 0; i + 1 < points.Count; i++)
        {
            var last = i + 2 == points.Count;
            var next = !last ? points[i + 2] : closed ? points[1] : null;
            yield return Piece(points[i], points[i + 1], next, i == 0 && !closed);
        }
    }

    /// <summary>The vertices without those that follow another so near that their segment has no direction.</summary>
    List<Coordinate> Distinct(Coordinate[] line, bool closed)
    {
        var points = new List<Coordinate>(line.Length);
        foreach (var point in line)
        {
            if (points.Count == 0 || HasDirection(points[^1], point))
            {
                points.Add(point);
            }
        }

        if (closed)
        {
            while (points.Count > 1 && !HasDirection(points[^1], points[0]))
            {
                points.RemoveAt(points.Count - 1);
            }

            points.Add(points[0]);
        }

        return points.Count == 2 && !HasDirection(points[0], points[1]) ? [] : points;
    }

    bool HasDirection(Coordinate from, Coordinate to)
    {
        return double.IsFinite(_distance / double.Hypot(to.X - from.X, to.Y - from.Y));
    }

    Polygon Piece(Coordinate from, Coordinate to, Coordinate? next, bool capped)
    {
        var (nx, ny) = Normal(from, to);
        _ordinates.Clear();
        AddPoint(from.X + nx, from.Y + ny);
        AddPoint(to.X + nx, to.Y + ny);
        if (next is null)
        {
            AddCap(to, nx, ny);
        }
        else
        {
            AddTurn(to, nx, ny, Normal(to, next));
        }

        AddPoint(to.X - nx, to.Y - ny);
        AddPoint(from.X - nx, from.Y - ny);
        if (capped)
        {
            AddCap(from, -nx, -ny);
        }

        AddPoint(_ordinates[0], _ordinates[1]);
        var factory = GeometryServices.Factory;
        return factory.CreatePolygon(factory.CreateLinearRing(new PackedDoubleCoordinateSequence(_ordinates.ToArray(), 2, 0)));
    }

    /// <summary>From the normal of this segment to that of the next, on the outer side; the inner side needs nothing.</summary>
    void AddTurn(Coordinate at, double nx, double ny, (double X, double Y) next)
    {
        double cross = (nx * next.Y) - (ny * next.X), dot = (nx * next.X) + (ny * next.Y);
        if (cross == 0 && dot > 0)
        {
            return;
        }

        var angle = Math.Atan2(Math.Abs(cross), dot);
        if (cross > 0)
        {
            AddPoint(at.X, at.Y);
            AddPoint(at.X - next.X, at.Y - next.Y);
            AddArc(at, -next.X, -next.Y, angle);
        }
        else
        {
            AddArc(at, nx, ny, angle);
            AddPoint(at.X + next.X, at.Y + next.Y);
            AddPoint(at.X, at.Y);
        }
    }

    void AddCap(Coordinate at, double nx, double ny)
    {
        switch (_cap)
        {
            case BufferEndCap.Round:
                AddArc(at, nx, ny, Math.PI);
                break;
            case BufferEndCap.Square:
                // Forward is a quarter turn clockwise from the normal.
                AddPoint(at.X + nx + ny, at.Y + ny - nx);
                AddPoint(at.X - nx + ny, at.Y - ny - nx);
                break;
        }
    }

    /// <summary>The inner vertices of an arc that runs clockwise from the end of a normal.</summary>
    void AddArc(Coordinate at, double nx, double ny, double angle)
    {
        var segments = (int)Math.Ceiling(angle / _step);
        for (var i = 1; i < segments; i++)
        {
            var (sin, cos) = Math.SinCos(angle * i / segments);
            AddPoint(at.X + (nx * cos) + (ny * sin), at.Y + (ny * cos) - (nx * sin));
        }
    }

    /// <summary>To the left of the segment, as long as the distance.</summary>
    (double X, double Y) Normal(Coordinate from, Coordinate to)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y;
        var scale = _distance / double.Hypot(dx, dy);
        return (-dy * scale, dx * scale);
    }

    void AddPoint(double x, double y)
    {
        _ordinates.Add(x);
        _ordinates.Add(y);
    }
}
