using GpServer.Core.Spatial.Geodesy;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Buffers to a true distance on the ellipsoid around geometry in longitude and latitude (x and y in degrees). The result is a valid
/// polygon or multipolygon between the longitudes -180 and 180 without Z and M, shells clockwise, cut at the antimeridian and running
/// along a pole that it covers; empty (a polygon) where nothing is left. Immutable: one instance may be used by many threads.
/// </summary>
/// <remarks>
/// Edges are the straight lines between their ends in longitude and latitude, whatever their length, so that a border along a parallel
/// stays on it. Vertices of the result lie at the distance from a place of the geometry to a micrometre, except where the curves around two
/// places meet: edges, which are straight as well, are off their curve by not more than 0.06 % of the distance, and so are their crossings.
/// Longitudes beyond ±180 mean places of the next turn. Polygons that meet along the antimeridian have no boundary there. A polygon with
/// a ring that crosses itself as it is drawn and has an edge longer than half a turn is read as crossing the antimeridian with such edges.
/// </remarks>
public sealed class GeodesicBuffer
{
    /// <summary>How far inside the distance a place is that the result covers for certain, as a share of the distance.</summary>
    const double Margin = 0.003;

    /// <summary>From this share of half the circumference on circles are no longer convex, and no piece is left out.</summary>
    const double ConvexShare = 0.45;

    /// <summary>Where pieces meet, rounding leaves holes and parts with sides of some hundred-thousandths of the distance.</summary>
    const double LeastAreaFactor = 1e-9;

    /// <summary>Each crossing of lines makes vertices and holes of the result.</summary>
    const int MaxLineCrossings = 100_000;

    /// <summary>Longitudes up to three turns are counted exactly.</summary>
    const double MaxLongitude = 1080;

    readonly Geodesic _geodesic;
    readonly GeodesicPointBuffer _circles;
    readonly double _leastArea;

    /// <param name="geodesic">The geodesics of the ellipsoid that the coordinates refer to.</param>
    /// <param name="distance">In metres; negative shrinks polygons and leaves nothing of points and lines.</param>
    /// <param name="endCap">How the buffers of lines end.</param>
    /// <exception cref="GpException"><see cref="GpError.InvalidParameter"/> when the distance is not a number or reaches half the
    /// circumference (π times the polar semi-axis, 19,970,326 m on WGS 84), from where circles cross themselves.</exception>
    public GeodesicBuffer(Geodesic geodesic, double distance, BufferEndCap endCap = BufferEndCap.Round)
    {
        ArgumentNullException.ThrowIfNull(geodesic);
        _geodesic = geodesic;
        _circles = new GeodesicPointBuffer(geodesic, Math.Abs(distance));
        Distance = distance;
        EndCap = endCap;
        var degrees = distance / (geodesic.PolarRadius * Math.PI / 180);
        _leastArea = LeastAreaFactor * degrees * degrees;
    }

    /// <summary>In metres.</summary>
    public double Distance { get; }

    /// <summary>How the buffers of lines end.</summary>
    public BufferEndCap EndCap { get; }

    /// <summary>
    /// The buffer of any geometry. Polygons that cross themselves are repaired first, so that all that they enclose takes part. A line
    /// without length is a point with a round end, and has no buffer with another one.
    /// </summary>
    /// <exception cref="GpException"><see cref="GpError.InvalidParameter"/> when a coordinate is not a longitude and a latitude;
    /// <see cref="GpError.LimitExceeded"/> when lines, or two parts of the buffer that are joined, cross more than 100,000 times;
    /// <see cref="GpError.ToolFailed"/> when the coordinates are too coarse for the shape.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, before or during the work.</exception>
    public Geometry Buffer(Geometry? geometry, CancellationToken stop = default)
    {
        stop.ThrowIfCancellationRequested();
        return Buffer(geometry, stop.ThrowIfCancellationRequested);
    }

    /// <summary>As above; the checkpoint is called between short steps and ends the work by throwing.</summary>
    internal Geometry Buffer(Geometry? geometry, Action checkpoint)
    {
        checkpoint();
        switch (geometry)
        {
            case null or { IsEmpty: true }:
                return GeometryServices.Factory.CreatePolygon();
            case Point or MultiPoint:
                return Distance > 0 ? _circles.Buffer(geometry, checkpoint) : GeometryServices.Factory.CreatePolygon();
            case LineString or MultiLineString:
                Check(geometry);
                return Distance > 0 ? AroundLines(geometry, checkpoint) : GeometryServices.Factory.CreatePolygon();
            case Polygon or MultiPolygon:
                Check(geometry);
                return OfPolygons(geometry, checkpoint);
            default:
                var members = Enumerable.Range(0, geometry.NumGeometries).Select(i => Buffer(geometry.GetGeometryN(i), checkpoint));
                return PolygonalResult.Of(PolygonUnion.Union(members, checkpoint, 1));
        }
    }

    static void Check(Geometry geometry)
    {
        var check = new PlaceCheck();
        geometry.Apply(check);
        if (check.Wrong is var (x, y))
        {
            throw new GpException(
                GpError.InvalidParameter,
                FormattableString.Invariant(
                    $"The point ({x}, {y}) is not a longitude within ±{MaxLongitude} and a latitude from -90 to 90 degrees."));
        }
    }

    Geometry AroundLines(Geometry lines, Action checkpoint)
    {
        SelfCrossings.Count(lines, MaxLineCrossings, checkpoint);
        var chains = GeodesicChains.OfLines(lines);
        var surroundings = Surroundings(chains, GeodesicSides.Both, out var reach, checkpoint);
        var regions = new GeodesicRegions(surroundings, reach, null, _leastArea, checkpoint);
        return regions.WithInside(checkpoint);
    }

    Geometry OfPolygons(Geometry geometry, Action checkpoint)
    {
        var polygons = PolygonRepair.MakeValid(GeodesicTurns.Read(geometry, checkpoint), checkpoint);
        if (polygons.IsEmpty)
        {
            return polygons;
        }

        var chains = GeodesicChains.OfPolygons(polygons);
        if (Distance == 0 || chains.Count == 0)
        {
            var extent = polygons.EnvelopeInternal;
            return PolygonalResult.Of(
                extent.MinX >= -180 && extent.MaxX <= 180
                    ? polygons
                    : GeodesicOutline.ByStrips(polygons, extent.MinX, extent.MaxX, checkpoint));
        }

        var sides = Distance > 0 ? GeodesicSides.Left : GeodesicSides.Right;
        var surroundings = Surroundings(chains, sides, out var reach, checkpoint);
        var regions = new GeodesicRegions(surroundings, reach, polygons, _leastArea, checkpoint);
        return Distance > 0 ? regions.WithInside(checkpoint) : regions.Inside();
    }

    /// <summary>The union of all pieces that matter to its outer edge. They are united as they are cut, so that never many are kept.</summary>
    Geometry Surroundings(List<GeodesicChain> chains, GeodesicSides sides, out GeodesicReach? reach, Action checkpoint)
    {
        var distance = Math.Abs(Distance);
        var convex = distance < ConvexShare * _geodesic.InjectivityRadius;
        var round = EndCap == BufferEndCap.Round || sides != GeodesicSides.Both;
        reach = convex && round ? new GeodesicReach(_geodesic, Witnesses(chains, distance), distance * (1 - Margin)) : null;
        var pieces = new GeodesicPieces(
            _geodesic, distance, sides == GeodesicSides.Both ? EndCap : BufferEndCap.Round, sides, reach, checkpoint);
        var union = new CascadedUnion(checkpoint);
        foreach (var chain in chains)
        {
            checkpoint();
            if (chain.Points.Count == 1)
            {
                AddPoint(union, chain.Points[0]);
                continue;
            }

            foreach (var piece in pieces.Cut(chain))
            {
                if (!piece.IsEmpty)
                {
                    union.Add(piece);
                }
            }
        }

        return union.Result();
    }

    void AddPoint(CascadedUnion union, Coordinate place)
    {
        if (EndCap == BufferEndCap.Round)
        {
            union.Add(_circles.Buffer(GeometryServices.Factory.CreatePoint(place)));
        }
    }

    /// <summary>The vertices, and places between them so near to one another that few places of the buffer are far from all.</summary>
    static List<Coordinate> Witnesses(List<GeodesicChain> chains, double distance)
    {
        const double metresPerDegree = 111_200;
        const int most = 16;
        var spacing = distance / 4 / metresPerDegree;
        var places = new List<Coordinate>();
        foreach (var (points, _, _, _) in chains)
        {
            for (var i = 0; i < points.Count; i++)
            {
                places.Add(points[i]);
                if (i + 1 < points.Count)
                {
                    Coordinate from = points[i], to = points[i + 1];
                    var scale = Math.Cos(Angle.ToRadians((from.Y + to.Y) / 2));
                    var length = double.Hypot((to.X - from.X) * scale, to.Y - from.Y);
                    var parts = (int)Math.Min(Math.Ceiling(length / spacing), most);
                    for (var part = 1; part < parts; part++)
                    {
                        var t = (double)part / parts;
                        places.Add(new(from.X + (t * (to.X - from.X)), from.Y + (t * (to.Y - from.Y))));
                    }
                }
            }
        }

        return places;
    }

    /// <summary>Finds the first coordinate that is no place.</summary>
    sealed class PlaceCheck : ICoordinateSequenceFilter
    {
        public (double X, double Y)? Wrong { get; private set; }

        public bool Done => Wrong is not null;

        public bool GeometryChanged => false;

        public void Filter(CoordinateSequence seq, int i)
        {
            double x = seq.GetX(i), y = seq.GetY(i);
            if (!(Math.Abs(x) <= MaxLongitude) || !(Math.Abs(y) <= 90))
            {
                Wrong = (x, y);
            }
        }
    }
}
