using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Projecting;

/// <summary>Where geometries have to be cut on their way from one system to another, and how to see that one need not be.</summary>
sealed class GeometryRoute
{
    /// <summary>Longer edges in longitude and latitude that are not parallels are taken to go the other way around.</summary>
    const double LongestEdge = 1.5 * Math.PI;

    /// <summary>Radians by which longitudes may move with the datum: 700 m are more than any shift near the edges of maps.</summary>
    const double Margin = 1e-3;

    const double Pole = Math.PI / 2;

    readonly CoordinateTransform _transform;
    readonly IProjection? _source;
    readonly bool _isOneDatum;

    /// <summary><see cref="LongestEdge"/> in the unit of a linear source.</summary>
    readonly double _longest;

    public GeometryRoute(CoordinateTransform transform, IProjection? source, IProjection? target)
    {
        (_transform, _source) = (transform, source);
        _isOneDatum = transform.KeepsDatum;
        var (from, to) = (ZeroMeridian(transform.From, source), ZeroMeridian(transform.To, target));
        IsLinear = from is not null;
        IsDrawn = IsLinear || source!.Sheets.Count > 0;
        KeepsTurns = to is not null;
        IsExact = to == 0;
        Sheets = from is not null && from == to ? [] : target is null ? MapSheet.Around(to!.Value) : target.Sheets;
        West = Sheets.Count == 0 ? double.NaN : Sheets.Min(sheet => sheet.West);
        NeverCuts = Sheets.Count == 0 && (!IsDrawn || KeepsTurns);
        NorthLimit = Limit(target, Pole);
        SouthLimit = Limit(target, -Pole);
        PolesAreLines = IsLinear || !IsPoint(Pole) || !IsPoint(-Pole);
        OuterPole = target is null || Sheets.Count > 0 ? null : IsCircle(target, Pole) ? Pole : IsCircle(target, -Pole) ? -Pole : null;
        if (IsLinear)
        {
            var (first, _, second, _) = Longitudes(new Envelope(0, 1, 0, 0));
            _longest = LongestEdge / (second - first);
        }
    }

    /// <summary>Whether all geometries only have their vertices transformed.</summary>
    public bool NeverCuts { get; }

    /// <summary>Whether x of the source is a longitude but for its unit, and goes on beyond the edges of the map.</summary>
    public bool IsLinear { get; }

    /// <summary>Whether edges of the source do not leave its map, so that their longitudes run from end to end as they are.</summary>
    public bool IsDrawn { get; }

    /// <summary>Whether turns of longitudes show in the target: a geographic system or Web Mercator.</summary>
    public bool KeepsTurns { get; }

    /// <summary>Whether longitudes at the edge of the target's map stay there in spite of rounding.</summary>
    public bool IsExact { get; }

    /// <summary>Where the poles of the source are not points, their longitudes mean something.</summary>
    public bool PolesAreLines { get; }

    /// <summary>The latitude where the target's map ends in the north: less than that of a pole at infinity.</summary>
    public double NorthLimit { get; }

    /// <summary>The latitude where the target's map ends in the south.</summary>
    public double SouthLimit { get; }

    /// <summary>The parts of the target's map; none where nothing is cut.</summary>
    public IReadOnlyList<MapSheet> Sheets { get; }

    /// <summary>The western edge of the target's map, radians from Greenwich.</summary>
    public double West { get; }

    /// <summary>The western edge of the source's map, when it has one of its own.</summary>
    public double? SourceWest => IsLinear || !IsDrawn ? null : _source!.Sheets.Min(sheet => sheet.West);

    /// <summary>The pole that is a circle around all of the target's map, as in azimuthal maps of the other pole; null for none.</summary>
    public double? OuterPole { get; }

    /// <summary>The projection of the source.</summary>
    public IProjection Source => _source!;

    /// <summary>
    /// West and east of a geometry of a linear source that spans the map just once, so that its parts may meet there; null when it
    /// does not, or when the target is cut at the same place.
    /// </summary>
    public (double West, double East)? Seam(Geometry geometry)
    {
        if (NeverCuts || !IsLinear || geometry.Dimension == Dimension.Point || geometry.EnvelopeInternal is not { IsNull: false } extent)
        {
            return null;
        }

        var (west, _, east, _) = Longitudes(extent);
        var isOnce = Math.Abs(east - west - Math.Tau) <= SeamJoin.Tolerance;
        return isOnce && !(_isOneDatum && Math.Abs(Math.IEEERemainder(west - West, Math.Tau)) <= SeamJoin.Tolerance)
            ? (extent.MinX, extent.MaxX)
            : null;
    }

    /// <summary>Whether the vertices of a line or ring can be transformed one by one, by its extent in a linear source.</summary>
    /// <param name="extent">In the source.</param>
    /// <param name="seam">From <see cref="Seam"/>, for the geometry that it is part of.</param>
    /// <param name="geometry">The line or polygon.</param>
    public bool Stays(Envelope extent, (double West, double East)? seam, Geometry geometry)
    {
        if (seam is var (west, east) && (extent.MinX <= west || extent.MaxX >= east))
        {
            return false;
        }

        if (extent.IsNull)
        {
            return true;
        }

        // Vertices of a ring that jumps are where they should be also on maps without edges, but not what is a hole.
        return (Sheets.Count == 0 || Stays(Longitudes(extent), _isOneDatum ? 0 : Margin))
            && !(extent.Width > _longest && HasJump(geometry, _longest));
    }

    /// <summary>Whether a line or ring keeps off the edges of the source's map and of its sheets, where it has any of its own.</summary>
    /// <param name="longitudes">On the source's datum, radians.</param>
    /// <param name="latitudes">The same.</param>
    public bool StaysOnSource(ReadOnlySpan<double> longitudes, ReadOnlySpan<double> latitudes)
    {
        if (SourceWest is not { } west)
        {
            return true;
        }

        foreach (var longitude in longitudes)
        {
            if (longitude <= west + SeamJoin.Tolerance || longitude >= west + Math.Tau - SeamJoin.Tolerance)
            {
                return false;
            }
        }

        if (_source!.Sheets.Count > 1)
        {
            for (var i = 0; i < longitudes.Length; i++)
            {
                if (OntoSheetEdge(longitudes[i], latitudes[i]) != (longitudes[i], latitudes[i]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>A place on the source's map, on an edge between two of its sheets if it is as good as on it.</summary>
    public (double X, double Y) OntoSheetEdge(double x, double y)
    {
        foreach (var sheet in _source!.Sheets)
        {
            x = Math.Abs(x - sheet.West) <= SeamJoin.Tolerance ? sheet.West : x;
            y = Math.Abs(y - sheet.South) <= SeamJoin.Tolerance ? sheet.South : y;
        }

        return (x, y);
    }

    /// <summary>
    /// Whether a line or ring of a source that is not linear lies in one sheet. Vertices that are not a number do not count.
    /// </summary>
    /// <param name="longitudes">On the target's datum, radians.</param>
    /// <param name="latitudes">The same.</param>
    public bool Stays(ReadOnlySpan<double> longitudes, ReadOnlySpan<double> latitudes)
    {
        var (west, east) = (double.PositiveInfinity, double.NegativeInfinity);
        var (south, north) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < longitudes.Length; i++)
        {
            west = longitudes[i] < west ? longitudes[i] : west;
            east = longitudes[i] > east ? longitudes[i] : east;
            south = latitudes[i] < south ? latitudes[i] : south;
            north = latitudes[i] > north ? latitudes[i] : north;
        }

        // Where neighbours may be half a turn apart, longitudes may have to be unrolled.
        return !(west <= east)
            || ((IsDrawn || Sheets.Count == 0 || east - west < Math.PI)
                && Stays((west, south, east, north), 0)
                && !IsBesideEdge(west, east));
    }

    /// <summary>Whether longitudes are off an edge of a geographic target by rounding: they are to be on it.</summary>
    bool IsBesideEdge(double west, double east) =>
        Sheets.Count > 0 && KeepsTurns && (IsNear(west, Sheets[0].West) || IsNear(east, Sheets[0].East));

    static bool IsNear(double longitude, double edge) => longitude != edge && Math.Abs(longitude - edge) <= CellCut.OnLine;

    /// <summary>Whether what has this extent in radians on the target's datum lies in one sheet.</summary>
    bool Stays((double West, double South, double East, double North) extent, double margin)
    {
        var (west, south, east, north) = extent;
        // Where longitudes are computed from a difference, rounding must not bring one to the other side.
        margin = Math.Max(margin, IsExact || West == -Math.PI ? 0 : 1e-12);
        foreach (var sheet in Sheets)
        {
            var turn = KeepsTurns ? 0 : Math.Tau * Math.Floor((((west + east) / 2) - sheet.West) / Math.Tau);
            if (west - margin >= sheet.West + turn && east + margin <= sheet.East + turn
                && (south >= sheet.South || sheet.South <= -Pole) && (north <= sheet.North || sheet.North >= Pole))
            {
                return true;
            }
        }

        return Sheets.Count == 0;
    }

    /// <summary>
    /// Whether an edge in longitude and latitude (radians) goes the other way around. Along a parallel it does not, as rectangles of the
    /// whole earth have such edges, unless the ring would have no area then.
    /// </summary>
    public static bool IsJump(double fromX, double fromY, double toX, double toY, bool hasArea) =>
        Math.Abs(toX - fromX) > LongestEdge && (fromY != toY || !hasArea);

    double Limit(IProjection? target, double pole)
    {
        if (target is null || Sheets.Count == 0)
        {
            return pole;
        }

        Span<double> xs = [Sheets[0].West + 1];
        Span<double> ys = [pole];
        target.Forward(xs, ys);
        return double.IsFinite(xs[0] + ys[0]) && Math.Abs(ys[0]) < 1e100 ? pole : Math.CopySign(WebMercatorProjection.LatitudeLimit, pole);
    }

    /// <summary>Radians; null for a system in which longitudes do not go on beyond a turn.</summary>
    static double? ZeroMeridian(SpatialReference reference, IProjection? projection) => projection switch
    {
        null => reference.System.PrimeMeridian,
        WebMercatorProjection => reference.System.Projection!.Radians("central_meridian"),
        _ => null,
    };

    /// <summary>How far an edge of a linear source goes in x, the short way where it jumps; the source's unit.</summary>
    /// <param name="from">x where it starts.</param>
    /// <param name="to">x where it ends.</param>
    /// <param name="isParallel">Whether it follows a parallel of a ring with an area.</param>
    public double Width(double from, double to, bool isParallel)
    {
        var width = to - from;
        return IsLinear && !NeverCuts && !isParallel && Math.Abs(width) > _longest
            ? width - Math.CopySign(_longest / LongestEdge * Math.Tau, width)
            : width;
    }

    /// <summary>x on an edge that jumps, on the side of the antimeridian where it is.</summary>
    public double OnSide(double x) => x - (_longest / LongestEdge * Math.Tau * Math.Round(x * LongestEdge / _longest / Math.Tau));

    static bool HasJump(Geometry geometry, double longest)
    {
        if (geometry is Polygon polygon)
        {
            return HasJump(polygon.ExteriorRing, longest) || Array.Exists(polygon.Holes, hole => HasJump(hole, longest));
        }

        var sequence = ((LineString)geometry).CoordinateSequence;
        for (var i = 1; i < sequence.Count; i++)
        {
            if (Math.Abs(sequence.GetX(i) - sequence.GetX(i - 1)) > longest
                && (sequence.GetY(i) != sequence.GetY(i - 1) || (geometry is LinearRing && RingOrientation.SignedArea(sequence) == 0)))
            {
                return true;
            }
        }

        return false;
    }

    (double West, double South, double East, double North) Longitudes(Envelope extent)
    {
        Span<double> xs = [extent.MinX, extent.MaxX];
        Span<double> ys = [extent.MinY, extent.MaxY];
        _transform.Unproject(xs, ys);
        return (xs[0], ys[0], xs[1], ys[1]);
    }

    /// <summary>Whether a pole comes out around the rest of the map, and not as far away as that of a stereographic map.</summary>
    bool IsCircle(IProjection target, double pole)
    {
        Span<double> xs = [0, Math.PI / 2, Math.PI, 1.5 * Math.PI];
        Span<double> ys = stackalloc double[4];
        ys.Fill(Math.CopySign(Pole - CutTransformation.OffPole, pole));
        target.Forward(xs, ys);
        var radius = _transform.To.Ellipsoid.SemiMajorAxis / _transform.To.UnitFactor;
        return IsBetween(double.Hypot(xs[2] - xs[0], ys[2] - ys[0]), radius, 8 * radius)
            && IsBetween(double.Hypot(xs[3] - xs[1], ys[3] - ys[1]), radius, 8 * radius);
    }

    static bool IsBetween(double value, double least, double most) => value >= least && value <= most;

    bool IsPoint(double pole)
    {
        // Within one sheet.
        Span<double> xs = [(SourceWest ?? 0) + 0.01, (SourceWest ?? 0) + 0.02];
        Span<double> ys = [pole, pole];
        _source!.Forward(xs, ys);
        return !(double.Hypot(xs[1] - xs[0], ys[1] - ys[0]) > 1);
    }
}
