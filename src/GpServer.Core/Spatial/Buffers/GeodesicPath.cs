using GpServer.Core.Spatial.Geodesy;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Places in longitude and latitude whose longitudes are counted on without a jump. Where it passes from one turn around the earth to
/// the next, a curve has a vertex on the antimeridian.
/// </summary>
sealed class GeodesicPath
{
    /// <summary>Where a curve is almost a point, as near a pole, it is halved no more often than this.</summary>
    const int MaxHalvings = 12;

    /// <summary>An edge is not longer in longitude (degrees).</summary>
    const double WidestEdge = 60;

    /// <summary>
    /// Longitudes are multiples of 2^-42 degrees (25 nanometres), so that whole turns are added and taken away without rounding.
    /// </summary>
    const double Grid = 1L << 42;

    const double MetresPerDegree = 111_200;

    readonly List<double> _longitudes = [];
    readonly List<double> _latitudes = [];

    public int Count => _longitudes.Count;

    public (double Longitude, double Latitude) this[int i] => (_longitudes[i], _latitudes[i]);

    public void Clear()
    {
        _longitudes.Clear();
        _latitudes.Clear();
    }

    public void RemoveFirst()
    {
        _longitudes.RemoveAt(0);
        _latitudes.RemoveAt(0);
    }

    public void RemoveLast()
    {
        _longitudes.RemoveAt(Count - 1);
        _latitudes.RemoveAt(_latitudes.Count - 1);
    }

    /// <summary>Adds a place, in the turn nearest to the last one.</summary>
    public void Add(double longitude, double latitude)
    {
        if (Count > 0)
        {
            longitude += 360 * Turns(_longitudes[^1] - longitude);
        }

        Append(longitude, latitude);
    }

    /// <summary>Adds all places of another path, from its end if asked for, moved by the turns that bring the first one nearest.</summary>
    public void Add(GeodesicPath path, bool reversed = false)
    {
        if (path.Count == 0)
        {
            return;
        }

        var shift = Count == 0 ? 0 : 360 * Turns(_longitudes[^1] - path._longitudes[reversed ? path.Count - 1 : 0]);
        for (var i = 0; i < path.Count; i++)
        {
            var at = reversed ? path.Count - 1 - i : i;
            Append(path._longitudes[at] + shift, path._latitudes[at]);
        }
    }

    /// <summary>Adds a curve, so that no edge is off by more than a tolerance in metres.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="start">Its parameter at the start.</param>
    /// <param name="end">Its parameter at the end.</param>
    /// <param name="edges">How many edges there are at least.</param>
    /// <param name="tolerance">In metres, perpendicular to the edge.</param>
    public void Add<TCurve>(in TCurve curve, double start, double end, int edges, double tolerance)
        where TCurve : struct, IGeodesicCurve
    {
        var (longitude, latitude) = Snapped(curve, start);
        Add(longitude, latitude);
        Extend(curve, start, end, edges, tolerance);
    }

    /// <summary>As above for a curve that begins at the last place.</summary>
    public void Extend<TCurve>(in TCurve curve, double start, double end, int edges, double tolerance)
        where TCurve : struct, IGeodesicCurve
    {
        var before = start;
        for (var i = 1; i <= edges; i++)
        {
            var after = i == edges ? end : start + ((end - start) * i / edges);
            Halve(curve, before, after, Snapped(curve, after), tolerance / MetresPerDegree, MaxHalvings);
            before = after;
        }
    }

    /// <summary>The turn around the earth that a longitude lies in; 0 from -180 up to 180.</summary>
    public static double Turn(double longitude) => Math.Floor((longitude + 180) / 360);

    static double Turns(double degrees) => Math.Round(degrees / 360);

    static (double Longitude, double Latitude) Snapped<TCurve>(in TCurve curve, double parameter)
        where TCurve : struct, IGeodesicCurve
    {
        var (longitude, latitude) = curve.At(parameter);
        return (Math.Round(longitude * Grid) / Grid, latitude);
    }

    void Append(double longitude, double latitude)
    {
        if (Count == 0 || longitude != _longitudes[^1] || latitude != _latitudes[^1])
        {
            _longitudes.Add(longitude);
            _latitudes.Add(latitude);
        }
    }

    void Halve<TCurve>(in TCurve curve, double start, double end, (double X, double Y) last, double tolerance, int halvings)
        where TCurve : struct, IGeodesicCurve
    {
        var first = this[Count - 1];
        last.X += 360 * Turns(first.Longitude - last.X);
        if (halvings > 0)
        {
            var parameter = (start + end) / 2;
            var middle = Snapped(curve, parameter);
            middle.Longitude += 360 * Turns(first.Longitude - middle.Longitude);
            if (!IsClose(first, middle, last, tolerance))
            {
                Halve(curve, start, parameter, middle, tolerance, halvings - 1);
                Halve(curve, parameter, end, last, tolerance, halvings - 1);
                return;
            }
        }

        End(curve, start, end, first, last);
    }

    /// <summary>Whether the edge from first to last passes the middle and is not too wide; degrees of latitude measure both.</summary>
    static bool IsClose((double X, double Y) first, (double X, double Y) middle, (double X, double Y) last, double tolerance)
    {
        if (Math.Abs(last.X - first.X) > WidestEdge || Math.Abs(middle.X - first.X) > WidestEdge)
        {
            return false;
        }

        var scale = Math.Cos(Angle.ToRadians(middle.Y));
        double x = (last.X - first.X) * scale, y = last.Y - first.Y;
        double toX = (middle.X - first.X) * scale, toY = middle.Y - first.Y;
        var length = double.Hypot(x, y);
        return length <= tolerance
            ? double.Hypot(toX, toY) <= tolerance
            : Math.Abs((x * toY) - (y * toX)) <= tolerance * length;
    }

    /// <summary>Adds the end of an edge, before it a vertex on the antimeridian where it passes, or the pole where it turns there.</summary>
    void End<TCurve>(in TCurve curve, double start, double end, (double X, double Y) first, (double X, double Y) last)
        where TCurve : struct, IGeodesicCurve
    {
        double from = Turn(first.X), to = Turn(last.X);
        var meridian = (360 * Math.Max(from, to)) - 180;
        var passes = from != to && first.X != meridian && last.X != meridian;
        if (Math.Abs(last.X - first.X) > WidestEdge)
        {
            // After all halvings the rest is a point at the pole, where the longitude turns.
            var pole = Math.CopySign(90, first.Y);
            Append(first.X, pole);
            if (passes)
            {
                Append(meridian, pole);
            }

            Append(last.X, pole);
        }
        else if (passes)
        {
            Append(meridian, LatitudeAt(curve, meridian, start, end, first, last));
        }

        Append(last.X, last.Y);
    }

    /// <summary>Found by halving, since the vertex is to lie on the curve and not on its chord.</summary>
    static double LatitudeAt<TCurve>(
        in TCurve curve, double longitude, double start, double end, (double X, double Y) first, (double X, double Y) last)
        where TCurve : struct, IGeodesicCurve
    {
        var rising = first.X < last.X;
        var latitude = first.Y;
        while (true)
        {
            var parameter = (start + end) / 2;
            if (parameter == start || parameter == end)
            {
                return latitude;
            }

            (var x, latitude) = curve.At(parameter);
            x += 360 * Turns(first.X - x);
            if (x < longitude == rising)
            {
                start = parameter;
            }
            else
            {
                end = parameter;
            }
        }
    }
}
