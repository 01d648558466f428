using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Projecting;

/// <summary>
/// Reads lines and rings as longitudes and latitudes on the source's datum, radians, in which neighbours are where the edge between them
/// goes.
/// </summary>
sealed class RingReader(CoordinateTransform transform)
{
    const double Pole = Math.PI / 2;

    readonly GeometryRoute _route = transform.Route;

    /// <summary>How many vertices have no place.</summary>
    public int Outside { get; private set; }

    /// <summary>Whether the longitudes of the last line or polygon are those that are drawn, not unrolled from vertex to vertex.</summary>
    public bool IsDrawn { get; private set; }

    public VertexPath Read(LineString line)
    {
        var path = Unprojected(line);
        IsDrawn = _route.IsDrawn && !HasJump(path, hasArea: true);
        return IsDrawn ? path : Unrolled(path);
    }

    /// <summary>The rings of a polygon, with the inside on the right of each; a ring around a pole ends a turn from where it started.</summary>
    public List<VertexPath> Read(Polygon polygon)
    {
        var rings = new List<VertexPath>(polygon.NumInteriorRings + 1) { Unprojected(polygon.ExteriorRing) };
        foreach (var hole in polygon.InteriorRings)
        {
            rings.Add(Unprojected(hole));
        }

        IsDrawn = _route.IsDrawn && !rings.Exists(ring => HasJump(ring, ring.DoubledArea() != 0));
        for (var i = 0; i < rings.Count; i++)
        {
            var path = IsDrawn ? rings[i] : Unrolled(rings[i]);
            var isShell = i == 0 || (_route.IsDrawn && !IsDrawn && !IsInside(path, polygon.IsEmpty ? path : Unrolled(rings[0])));
            rings[i] = IsClockwise(i == 0 ? polygon.ExteriorRing : polygon.GetInteriorRingN(i - 1), path) == isShell
                ? path
                : path.Reversed();
        }

        rings.RemoveAll(ring => ring.Count < 4);
        return rings;
    }

    /// <summary>
    /// Whether a hole lies in its shell in any turn. A ring that jumps runs the other way around where it is drawn, so that formats in which
    /// the orientation tells holes from shells make a hole of it.
    /// </summary>
    static bool IsInside(VertexPath hole, VertexPath shell)
    {
        var turns = Turns(shell);
        var closed = turns == 0 ? shell : ClosedByPole(shell, turns);
        var extent = closed.Extent();
        var (west, _, east, _) = hole.Extent();
        for (var turn = Math.Ceiling((extent.West - east) / Math.Tau); turn <= Math.Floor((extent.East - west) / Math.Tau); turn++)
        {
            if (RingAssembly.IsInside(hole, turn * Math.Tau, closed))
            {
                return true;
            }
        }

        return false;
    }

    static VertexPath ClosedByPole(VertexPath ring, double turns)
    {
        var closed = ring.Another();
        for (var i = 0; i < ring.Count; i++)
        {
            closed.Add(ring, i);
        }

        var pole = turns > 0 == IsAroundPole(ring, turns) ? -Pole : Pole;
        closed.Add(ring, 0, ring.X(ring.Count - 1), pole);
        closed.Add(ring, 0, ring.X(0), pole);
        closed.Close();
        return closed;
    }

    static double Turns(VertexPath path) => path.Count == 0 ? 0 : Math.Round((path.X(path.Count - 1) - path.X(0)) / Math.Tau);

    bool IsClockwise(LineString ring, VertexPath path)
    {
        if (_route.IsDrawn)
        {
            var turns = Turns(path);
            return turns == 0 ? path.DoubledArea() < 0 : IsAroundPole(path, turns);
        }

        return RingOrientation.IsClockwise(ring) != transform.From.System.SouthWest;
    }

    /// <summary>
    /// Around the nearer pole: of a ring that goes around the earth, longitudes and latitudes do not say which side is inside.
    /// </summary>
    static bool IsAroundPole(VertexPath path, double turns)
    {
        var latitudes = 0.0;
        for (var i = 0; i < path.Count; i++)
        {
            latitudes += path.Y(i);
        }

        return turns > 0 == latitudes < 0;
    }

    VertexPath Unprojected(LineString line)
    {
        var sequence = line.CoordinateSequence;
        var (xs, ys) = (new double[sequence.Count], new double[sequence.Count]);
        for (var i = 0; i < xs.Length; i++)
        {
            (xs[i], ys[i]) = (sequence.GetX(i), sequence.GetY(i));
        }

        transform.Unproject(xs, ys);
        for (var i = 0; i < xs.Length; i++)
        {
            Outside += double.IsFinite(xs[i] + ys[i]) ? 0 : 1;
        }

        if (_route.SourceWest is { } west)
        {
            BringOntoMap(sequence, xs, ys, west);
        }

        var path = VertexPath.Of(sequence, xs, ys);
        return _route.PolesAreLines ? path : WithPoleLines(path);
    }

    /// <summary>Longitudes within the source's map; where rounding may have changed the side, the side is that on which the vertex is.</summary>
    void BringOntoMap(CoordinateSequence sequence, double[] xs, double[] ys, double west)
    {
        Span<double> edgeXs = stackalloc double[2];
        Span<double> edgeYs = stackalloc double[2];
        for (var i = 0; i < xs.Length; i++)
        {
            xs[i] -= Math.Tau * Math.Floor((xs[i] - west) / Math.Tau);
            (xs[i], ys[i]) = _route.OntoSheetEdge(xs[i], ys[i]);
            var offset = Math.IEEERemainder(xs[i] - west, Math.Tau);
            if (Math.Abs(offset) <= SeamJoin.Tolerance)
            {
                (edgeXs[0], edgeXs[1]) = (west + SeamJoin.Tolerance, west + Math.Tau - SeamJoin.Tolerance);
                edgeYs.Fill(ys[i]);
                _route.Source.Forward(edgeXs, edgeYs);
                var (x, y) = transform.From.System.SouthWest
                    ? (-sequence.GetY(i), -sequence.GetX(i))
                    : (sequence.GetX(i), sequence.GetY(i));
                var isWest = double.Hypot(edgeXs[0] - x, edgeYs[0] - y) <= double.Hypot(edgeXs[1] - x, edgeYs[1] - y);
                xs[i] = isWest ? west : west + Math.Tau;
            }
        }
    }

    /// <summary>A vertex in a pole comes from the longitude before it and goes to the one after it.</summary>
    static VertexPath WithPoleLines(VertexPath path)
    {
        if (!Enumerable.Range(0, path.Count).Any(i => IsPole(path.Y(i))))
        {
            return path;
        }

        // Of a ring, the first vertex is also the last; a line has nothing before its first one.
        var last = path.Count - 1;
        var isRing = last > 0 && path.X(0) == path.X(last) && path.Y(0) == path.Y(last);
        var result = path.Another();
        for (var i = 0; i <= last; i++)
        {
            if (!IsPole(path.Y(i)))
            {
                result.Add(path, i);
                continue;
            }

            var before = i > 0 ? i - 1 : isRing ? last - 1 : -1;
            var after = i < last ? i + 1 : -1;
            AddPole(result, path, i, before);
            AddPole(result, path, i, after);
        }

        return result;
    }

    static void AddPole(VertexPath result, VertexPath path, int pole, int neighbour)
    {
        if (neighbour >= 0)
        {
            result.Add(path, pole, path.X(IsPole(path.Y(neighbour)) ? pole : neighbour), path.Y(pole));
        }
    }

    static bool IsPole(double latitude) => Math.Abs(latitude) >= Pole - SeamJoin.Tolerance;

    static bool HasJump(VertexPath path, bool hasArea)
    {
        for (var i = 1; i < path.Count; i++)
        {
            if (GeometryRoute.IsJump(path.X(i - 1), path.Y(i - 1), path.X(i), path.Y(i), hasArea))
            {
                return true;
            }
        }

        return false;
    }

    static VertexPath Unrolled(VertexPath path)
    {
        for (var i = 1; i < path.Count; i++)
        {
            path.Move(i, path.X(i) - (Math.Tau * Math.Round((path.X(i) - path.X(i - 1)) / Math.Tau)), path.Y(i));
        }

        return path;
    }
}
