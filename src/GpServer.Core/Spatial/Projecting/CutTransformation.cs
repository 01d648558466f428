using GpServer.Core.Spatial.Buffers;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Projecting;

/// <summary>
/// Transforms lines and polygons that may reach an edge of the source's or of the target's map: joins them over the former and cuts them
/// at the latter.
/// </summary>
/// <remarks>
/// Edges are taken as straight in longitude and latitude where they are cut. Vertices on an edge of the target's map stay on the side of
/// the part that they belong to; vertices added there get Z and M in between. Cuts follow the edge of the map by a vertex for every degree,
/// where that is not a straight line.
/// </remarks>
sealed class CutTransformation
{
    /// <summary>Radians (25 nm on the Earth) by which vertices on the edge of a map are inside, so that rounding leaves them on their side.</summary>
    const double Inset = 4e-15;

    /// <summary>Of edges along a cut, radians.</summary>
    const double Step = Math.PI / 180;

    /// <summary>Radians (6 m on the Earth) by which the circle that a pole becomes around a map is off the pole.</summary>
    public const double OffPole = 1e-6;

    /// <summary>Edges of that circle: its area is too small by 3 millionths of that of the whole map.</summary>
    const int CircleEdges = 1440;

    readonly CoordinateTransform _transform;
    readonly GeometryFactory _factory;
    readonly GeometryRoute _route;

    public CutTransformation(CoordinateTransform transform, GeometryFactory factory)
    {
        (_transform, _factory, _route) = (transform, factory, transform.Route);
    }

    /// <summary>How many points have no place.</summary>
    public int Outside { get; private set; }

    /// <summary>The parts of a line.</summary>
    public List<LineString> Lines(LineString line)
    {
        var path = Read(reader => reader.Read(line));
        if (path is null)
        {
            return [];
        }

        ShiftDatum(path);
        var parts = _route.Sheets.Count == 0 ? [(default(MapSheet?), path)] : Cut().CutLine(path).Select(part => ((MapSheet?)part.Sheet, part.Line));
        return parts.Select(part => _factory.CreateLineString(Reprojected(part.Item2, part.Item1))).ToList();
    }

    /// <summary>The parts of polygons, valid together with others.</summary>
    /// <param name="polygons">What may have to be cut or joined.</param>
    /// <param name="others">What else the result has: polygons that touched one of these may be off it by rounding.</param>
    public List<Polygon> Polygons(IReadOnlyList<Polygon> polygons, List<Polygon> others)
    {
        var (drawn, groups) = (new List<List<VertexPath>>(), new List<List<VertexPath>>());
        foreach (var polygon in polygons)
        {
            var isDrawn = false;
            if (Read(reader => Rings(reader, polygon, out isDrawn)) is { Count: > 0 } rings)
            {
                (isDrawn ? drawn : groups).Add(rings);
            }
        }

        if (Outside > 0)
        {
            return [];
        }

        var seam = Seam(drawn);
        groups.AddRange(seam is null ? drawn : Joined(drawn, seam));
        var frame = seam is { HasNorthPole: true, HasSouthPole: true } ? drawn[0][0] : null;
        var results = new List<Polygon>(others);
        foreach (var group in groups)
        {
            group.ForEach(ShiftDatum);
            results.AddRange(_route.Sheets.Count == 0 ? InOnePlane(group) : InSheets(group, frame));
        }

        return Outside > 0 ? [] : Valid(results);
    }

    static List<VertexPath> Rings(RingReader reader, Polygon polygon, out bool isDrawn)
    {
        var rings = reader.Read(polygon);
        isDrawn = reader.IsDrawn;
        return rings;
    }

    T? Read<T>(Func<RingReader, T> read)
        where T : class
    {
        var reader = new RingReader(_transform);
        var result = read(reader);
        Outside += reader.Outside;
        return reader.Outside > 0 ? null : result;
    }

    /// <summary>The edges of a map which the polygons go once around; null when they do not.</summary>
    static SeamJoin? Seam(List<List<VertexPath>> polygons)
    {
        var (west, east) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var ring in polygons.SelectMany(polygon => polygon))
        {
            var extent = ring.Extent();
            (west, east) = (Math.Min(west, extent.West), Math.Max(east, extent.East));
        }

        return Math.Abs(east - west - Math.Tau) <= SeamJoin.Tolerance ? new SeamJoin(west) : null;
    }

    /// <summary>Polygons that meet at the edges become one group of rings; the others stay.</summary>
    static List<List<VertexPath>> Joined(List<List<VertexPath>> polygons, SeamJoin seam)
    {
        var touching = polygons.FindAll(polygon => polygon.Exists(seam.Touches));
        var joined = seam.Join([.. touching.SelectMany(polygon => polygon)], out var any);
        return any ? [joined, .. polygons.Except(touching)] : polygons;
    }

    /// <summary>A target without edges: shells run clockwise there.</summary>
    List<Polygon> InOnePlane(List<VertexPath> rings)
    {
        var projected = rings.ConvertAll(ring =>
        {
            Reproject(ring, null);
            ring.Close();
            return _transform.To.System.SouthWest ? ring.Reversed() : ring;
        });
        var polygons = RingAssembly.Polygons(projected, out var homeless);
        if (homeless > 0 && _route.OuterPole is { } pole)
        {
            polygons = RingAssembly.Polygons(projected.Append(Circle(projected[0], pole)), out homeless);
        }

        // A hole alone is a shape around a pole that lies at infinity: its outside has no place.
        Outside += homeless;
        return polygons.ConvertAll(Polygon);
    }

    /// <summary>A pole as the outer edge of the map, clockwise.</summary>
    VertexPath Circle(VertexPath like, double pole)
    {
        var circle = like.Another();
        for (var i = 0; i < CircleEdges; i++)
        {
            circle.Add(like, 0, Math.Tau * i / CircleEdges, Math.CopySign(Math.Abs(pole) - OffPole, pole));
        }

        Reproject(circle, null);
        circle.Close();
        return circle.DoubledArea() > 0 ? circle.Reversed() : circle;
    }

    List<Polygon> InSheets(List<VertexPath> rings, VertexPath? frame)
    {
        var results = new List<Polygon>();
        foreach (var (sheet, parts) in Cut().CutRings(rings, frame))
        {
            foreach (var polygon in RingAssembly.Polygons(parts, out _))
            {
                polygon.ForEach(ring => Reproject(ring, sheet));
                results.Add(Polygon(polygon));
            }
        }

        return results;
    }

    SheetCut Cut() => new(_route.Sheets, _route.KeepsTurns ? double.PositiveInfinity : Step);

    Polygon Polygon(List<VertexPath> rings)
    {
        rings.ForEach(ring => ring.Close());
        var linear = rings.ConvertAll(ring => _factory.CreateLinearRing(ring.ToSequence()));
        return RingOrientation.EnsureClockwiseShell(_factory.CreatePolygon(linear[0], [.. linear.Skip(1)]));
    }

    static List<Polygon> Valid(List<Polygon> polygons)
    {
        if (polygons.Count == 0)
        {
            return polygons;
        }

        Geometry whole = polygons.Count == 1 ? polygons[0] : polygons[0].Factory.CreateMultiPolygon([.. polygons]);
        var valid = PolygonRepair.MakeValid(whole, () => { });
        if (ReferenceEquals(valid, whole))
        {
            return polygons;
        }

        valid = PolygonalResult.Of(valid);
        return [.. Enumerable.Range(0, valid.NumGeometries).Select(i => (Polygon)valid.GetGeometryN(i)).Where(part => !part.IsEmpty)];
    }

    void ShiftDatum(VertexPath path)
    {
        var (xs, ys) = path.Positions();
        _transform.ShiftDatum(xs, ys);
        path.SetPositions(xs, ys);
    }

    CoordinateSequence Reprojected(VertexPath path, MapSheet? sheet)
    {
        Reproject(path, sheet);
        return path.ToSequence();
    }

    void Reproject(VertexPath path, MapSheet? sheet)
    {
        var (xs, ys) = path.Positions();
        if (sheet is { } inside)
        {
            var inset = _route.IsExact ? 0 : Inset;
            for (var i = 0; i < xs.Length; i++)
            {
                xs[i] = Math.Clamp(xs[i], inside.West + inset, inside.East - inset);
                ys[i] = Math.Clamp(ys[i], _route.SouthLimit, _route.NorthLimit);
            }
        }

        _transform.Reproject(xs, ys);
        for (var i = 0; i < xs.Length; i++)
        {
            Outside += double.IsFinite(xs[i] + ys[i]) ? 0 : 1;
        }

        path.SetPositions(xs, ys);
    }
}
