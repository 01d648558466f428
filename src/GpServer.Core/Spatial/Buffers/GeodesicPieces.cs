using GpServer.Core.Spatial.Geodesy;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Cuts the surroundings of chains into simple polygons: for each edge the band between it and the curve at the distance, with the sector
/// that fills the outer side of the turn at its end. Every place within the distance has its nearest place of the chain either inside an
/// edge, so that it lies on the perpendicular there, or at a turn, inside the angle between two perpendiculars, so that the union of the
/// pieces is the buffer. Vertices on the outer curves are at the distance; pieces that meet share their sides to the last bit.
/// </summary>
/// <param name="geodesic">The ellipsoid.</param>
/// <param name="distance">In metres, positive.</param>
/// <param name="cap">The ends of open chains that are not cut.</param>
/// <param name="sides">On which sides of the chains.</param>
/// <param name="reach">Pieces whose outer curves it covers are left out, since all their places are inside the buffer; null: none.</param>
/// <param name="checkpoint">Called for each piece.</param>
sealed class GeodesicPieces(
    Geodesic geodesic, double distance, BufferEndCap cap, GeodesicSides sides, GeodesicReach? reach, Action checkpoint)
{
    /// <summary>How far an edge may be off the curve, as a share of the distance.</summary>
    public const double Tolerance = 0.0006;

    /// <summary>The degrees of a circle's turn between vertices, as those around points have.</summary>
    const double Step = 360.0 / GeodesicPointBuffer.DefaultVertices;

    /// <summary>An edge is taken in parts of at most so many degrees.</summary>
    const double LongestEdge = 20;

    /// <summary>The parts of the curve along one edge span at most so many degrees.</summary>
    const double LongestStep = 5;

    /// <summary>Farther than this in metres a sector is cut into slices, lest one reaches around the earth.</summary>
    const double WideDistance = 1_000_000;

    /// <summary>The degrees of a slice.</summary>
    const double Slice = 45;

    readonly double _tolerance = Tolerance * distance;

    /// <summary>Sides inside the buffer need no more than to stay inside.</summary>
    readonly double _sideTolerance = (cap == BufferEndCap.Round ? 16 : 1) * Tolerance * distance;

    readonly GeodesicPath _outer = new();
    readonly GeodesicPath _side = new();
    readonly GeodesicPath _outline = new();

    /// <summary>Whether a piece has been left out.</summary>
    public bool LeftOut { get; private set; }

    /// <summary>The pieces of a chain in its order.</summary>
    public IEnumerable<Geometry> Cut(GeodesicChain chain)
    {
        var points = chain.Points;
        var edges = points.Count - 1;
        for (var i = 0; i < edges; i++)
        {
            var edge = new GeodesicEdge(geodesic, points[i], points[i + 1]);
            double? next = i + 1 < edges ? new GeodesicEdge(geodesic, points[i + 1], points[i + 2]).Azimuth(0)
                : chain.Closed ? new GeodesicEdge(geodesic, points[0], points[1]).Azimuth(0) : null;
            foreach (var piece in Along(edge, points[i + 1], next))
            {
                yield return piece;
            }
        }

        if (!chain.Closed && edges > 0)
        {
            var start = new GeodesicEdge(geodesic, points[0], points[1]).Azimuth(0);
            var end = new GeodesicEdge(geodesic, points[^2], points[^1]).Azimuth(1);
            foreach (var piece in Cap(points[0], start, true, chain.CutStart).Concat(Cap(points[^1], end, false, chain.CutEnd)))
            {
                yield return piece;
            }
        }
    }

    IEnumerable<Geometry> Along(GeodesicEdge edge, Coordinate end, double? next)
    {
        var parts = (int)Math.Ceiling(edge.Span / LongestEdge);
        var arrival = edge.Azimuth(1);
        var turn = next is { } azimuth ? Angle.Normalize(azimuth - arrival) : 0;
        var wide = distance > WideDistance;
        for (var side = -1; side <= 1; side += 2)
        {
            if (!sides.HasFlag(side < 0 ? GeodesicSides.Left : GeodesicSides.Right))
            {
                continue;
            }

            // The outside of a turn to the right is on the left.
            var turns = turn * side < 0;
            for (var part = 0; part < parts; part++)
            {
                var joined = turns && !wide && part + 1 == parts;
                if (Band(edge, (double)part / parts, (part + 1.0) / parts, side, joined ? next : null) is { } band)
                {
                    yield return band;
                }
            }

            if (turns && wide)
            {
                var (from, to) = side < 0 ? (arrival - 90, next!.Value - 90) : (next!.Value + 90, arrival + 90);
                foreach (var sector in Sector(end, from, to))
                {
                    yield return sector;
                }
            }
        }
    }

    /// <summary>
    /// The surroundings of a part of an edge on one side, with the sector from its perpendicular to that of the next edge if there is one.
    /// </summary>
    Geometry? Band(GeodesicEdge edge, double start, double end, int side, double? next)
    {
        checkpoint();
        var offset = new GeodesicOffset(geodesic, edge, side, distance);
        var steps = Math.Max(1, (int)Math.Ceiling((end - start) * edge.Span / LongestStep));
        var (x1, y1) = edge.At(start);
        var (x2, y2) = edge.At(end);
        _outer.Clear();
        var last = geodesic.From(y2, 0);
        var perpendicular = offset.AzimuthAt(end);
        if (side < 0)
        {
            _outer.Add(offset, start, end, steps, _tolerance);
            if (next is { } azimuth)
            {
                AddArc(new GeodesicArc(last, x2, perpendicular, azimuth - 90, distance));
            }
        }
        else
        {
            if (next is { } azimuth)
            {
                AddArc(new GeodesicArc(last, x2, azimuth + 90, perpendicular, distance));
            }

            _outer.Add(offset, end, start, steps, _tolerance);
        }

        if (IsCovered())
        {
            return null;
        }

        // With the inside to the right: out at the start of the left side, back at its end; on the right side the other way.
        _outline.Clear();
        var atEnd = next is { } ahead ? ahead + (90 * side) : perpendicular;
        var reachAtEnd = next is null ? offset.ReachAt(end) : distance;
        if (side < 0)
        {
            AddSide(x1, y1, offset.AzimuthAt(start), offset.ReachAt(start), false);
            _outline.Add(_outer);
            AddSide(x2, y2, atEnd, reachAtEnd, true);
        }
        else
        {
            AddSide(x2, y2, atEnd, reachAtEnd, false);
            _outline.Add(_outer);
            AddSide(x1, y1, offset.AzimuthAt(start), offset.ReachAt(start), true);
        }

        var (x, y) = _outline[0];
        _outline.Add(x, y);
        return GeodesicOutline.Close(_outline, checkpoint);
    }

    /// <summary>The azimuths are those of the bands' sides to the last bit, lest rounding leaves a crack between them.</summary>
    IEnumerable<Geometry> Cap(Coordinate at, double azimuth, bool atStart, bool isCut)
    {
        if (cap == BufferEndCap.Round || isCut)
        {
            return atStart ? Sector(at, azimuth + 90, azimuth - 90) : Sector(at, azimuth - 90, azimuth + 90);
        }

        return cap == BufferEndCap.Square ? [Square(at, azimuth, atStart)] : [];
    }

    /// <summary>A part of a circle between two azimuths, the second one clockwise from the first.</summary>
    IEnumerable<Geometry> Sector(Coordinate at, double from, double to)
    {
        var centre = geodesic.From(at.Y, 0);
        var sweep = new GeodesicArc(centre, at.X, from, to, distance).Sweep;
        var slices = distance > WideDistance ? Math.Max(1, (int)Math.Ceiling(sweep / Slice)) : 1;
        for (var i = 0; i < slices; i++)
        {
            checkpoint();
            var start = from + (sweep * i / slices);
            var end = i + 1 == slices ? to : from + (sweep * (i + 1) / slices);
            _outer.Clear();
            AddArc(new GeodesicArc(centre, at.X, start, end, distance));
            if (!IsCovered())
            {
                _outline.Clear();
                AddSide(at.X, at.Y, start, distance, false);
                _outline.Add(_outer);
                AddSide(at.X, at.Y, end, distance, true);
                _outline.Add(at.X, at.Y);
                yield return GeodesicOutline.Close(_outline, checkpoint);
            }
        }
    }

    /// <summary>The surroundings of the geodesic that goes on from the end of a line for one distance.</summary>
    Geometry Square(Coordinate at, double azimuth, bool atStart)
    {
        checkpoint();
        var (left, right) = atStart ? (azimuth + 90, azimuth - 90) : (azimuth - 90, azimuth + 90);
        var outwards = atStart ? azimuth + 180 : azimuth;
        var start = geodesic.From(at.Y, 0);
        var end = geodesic.Direct(at.Y, at.X, outwards, distance);
        _outline.Clear();
        AddSide(at.X, at.Y, left, distance, false);
        AddParallel(new GeodesicParallel(geodesic, start, at.X, outwards, -distance), 0, distance);
        AddSide(end.Longitude, end.Latitude, end.Azimuth - 90, distance, true);
        AddSide(end.Longitude, end.Latitude, end.Azimuth + 90, distance, false);
        AddParallel(new GeodesicParallel(geodesic, start, at.X, outwards, distance), distance, 0);
        AddSide(at.X, at.Y, right, distance, true);
        _outline.Add(at.X, at.Y);
        return GeodesicOutline.Close(_outline, checkpoint);
    }

    /// <summary>Without its ends, which the sides have.</summary>
    void AddParallel(GeodesicParallel curve, double from, double to)
    {
        _outer.Clear();
        _outer.Add(curve, from, to, 1, _tolerance);
        _outer.RemoveFirst();
        _outer.RemoveLast();
        _outline.Add(_outer);
    }

    void AddArc(GeodesicArc arc) => _outer.Add(arc, 0, 1, Math.Max(1, (int)Math.Ceiling(arc.Sweep / Step)), _tolerance);

    /// <summary>
    /// A straight side from its foot outwards, or the same places inwards. A shorter one has the places of the whole as far as it goes, so
    /// that it meets that of a neighbour.
    /// </summary>
    void AddSide(double longitude, double latitude, double azimuth, double length, bool inwards)
    {
        _side.Clear();
        _side.Add(longitude, latitude);
        var ray = new GeodesicRay(geodesic.From(latitude, 0), longitude, azimuth);
        _side.Extend(ray, 0, distance, Math.Max(1, (int)Math.Ceiling(distance / WideDistance)), _sideTolerance);
        if (length < distance)
        {
            var last = distance;
            while (_side.Count > 1 && last >= length)
            {
                _side.RemoveLast();
                var (x, y) = _side[_side.Count - 1];
                last = geodesic.Inverse(latitude, longitude, y, x).Distance;
            }

            _side.Extend(ray, last, length, 1, _sideTolerance);
        }

        _outline.Add(_side, inwards);
    }

    bool IsCovered()
    {
        var covered = reach is not null && reach.Covers(_outer);
        LeftOut |= covered;
        return covered;
    }
}
