using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

/// <summary>
/// What holds for every projection at every place and every point of the map: there and back ends where it began, or is outside.
/// </summary>
sealed class EverywhereCheck
{
    const double Degree = Math.PI / 180;

    /// <summary>A tenth of a millimetre on the ground.</summary>
    const double GroundTolerance = 1e-4;

    /// <summary>Edges inside an interrupted map count to both sides so far, the tolerance of an outline.</summary>
    const double InnerEdgeTolerance = 7e-3;

    /// <summary>Of x and y; what is smaller than the earth is taken for as large.</summary>
    const double MapTolerance = 1e-9;

    static readonly int[] Lengths = [1, 3, 4, 7, 8];

    readonly TableSystem _system;
    readonly bool _isWeb, _isInterrupted;
    readonly CoordinateTransform _forward, _inverse;
    readonly List<EverywhereFinding> _findings = [];

    EverywhereCheck(TableSystem system)
    {
        _system = system;
        _isWeb = system.Method == "Popular Visualisation Pseudo Mercator";
        _isInterrupted = system.Method.Contains("Goode", StringComparison.Ordinal);
        _forward = new CoordinateTransform(system.Reference.Geographic, system.Reference);
        _inverse = new CoordinateTransform(system.Reference, system.Reference.Geographic);
    }

    /// <summary>Of each method some systems that are computed, spread over its list.</summary>
    public static IEnumerable<TableSystem> Systems(int perMethod) => SystemTable.Read()
        .Where(system => system.Reference.System.Projection?.IsComputed == true)
        .GroupBy(system => system.Method)
        .SelectMany(group => Spread([.. group], perMethod));

    public static IReadOnlyList<EverywhereFinding> Run(TableSystem system, int count)
    {
        var check = new EverywhereCheck(system);
        var points = new EverywherePoints(system);
        var (longitudes, latitudes) = points.Places(count);
        check.Places(longitudes, latitudes);
        check.Alone(check._forward, longitudes, latitudes);
        var (xs, ys) = points.Map(count);
        check.Map(xs, ys);
        check.Alone(check._inverse, xs, ys);
        return check._findings;
    }

    static IEnumerable<TableSystem> Spread(List<TableSystem> systems, int most) => systems.Count <= most
        ? systems
        : Enumerable.Range(0, most).Select(i => systems[i * systems.Count / most]);

    void Places(double[] longitudes, double[] latitudes)
    {
        var (xs, ys) = Apply(_forward, longitudes, latitudes);
        var (backLongitudes, backLatitudes) = Apply(_inverse, xs, ys);
        var (againXs, againYs) = Apply(_forward, backLongitudes, backLatitudes);
        for (var i = 0; i < xs.Length; i++)
        {
            if (double.IsNaN(xs[i]) || double.IsNaN(backLongitudes[i]))
            {
                // Only beside a pole, which may be at infinity, or where folds of a map meet at the equator.
                var isNearEdge = Math.Abs(latitudes[i]) is > 89.999 or < 1e-12;
                Expect(double.IsNaN(xs[i]) || isNearEdge, "a place is not lost", longitudes[i], latitudes[i], double.NaN);
                continue;
            }

            var turns = Math.Abs(longitudes[i]) * 2e-16 * Degree * 6.4e6;
            var error = Ground(longitudes[i], latitudes[i], backLongitudes[i], backLatitudes[i]);
            var digits = 16 * MapRounding(xs[i], ys[i]);
            // Where the map shrinks the earth to nothing, many places have the same rounded x and y: any of them will do.
            var same = Math.Abs(againXs[i] - xs[i]) <= digits && Math.Abs(againYs[i] - ys[i]) <= digits;
            var isBack = same || error <= turns + (_isInterrupted ? InnerEdgeTolerance : GroundTolerance)
                || error <= GroundRounding(xs[i], ys[i], digits, backLongitudes[i], backLatitudes[i]);
            Expect(isBack, "a place comes back", longitudes[i], latitudes[i], error);
        }
    }

    void Map(double[] xs, double[] ys)
    {
        var (longitudes, latitudes) = Apply(_inverse, xs, ys);
        var (backXs, backYs) = Apply(_forward, longitudes, latitudes);
        for (var i = 0; i < xs.Length; i++)
        {
            // The map of the web has its poles at a limit.
            if (double.IsNaN(longitudes[i]) || (_isWeb && Math.Abs(latitudes[i]) > 89.99999))
            {
                continue;
            }

            // Beyond its edges the map of the web goes on with further turns.
            var isOneTurn = Math.Abs(longitudes[i]) <= 180.0000001 || _isWeb;
            Expect(isOneTurn && Math.Abs(latitudes[i]) <= 90, "a point is of a place", xs[i], ys[i], double.NaN);
            var error = double.Hypot(backXs[i] - xs[i], backYs[i] - ys[i]);
            var size = Math.Max(double.Hypot(xs[i], ys[i]), 6.4e6 / _system.Reference.UnitFactor);
            if (!(error <= MapTolerance * size))
            {
                var isRounding = error <= 4 * Rounding(longitudes[i], latitudes[i], backXs[i], backYs[i]);
                Expect(isRounding, "a point is the image of its place", xs[i], ys[i], error);
            }
        }
    }

    /// <summary>What a change of x or y by their rounding changes on the ground.</summary>
    double GroundRounding(double x, double y, double digits, double longitude, double latitude)
    {
        var (longitudes, latitudes) = Apply(_inverse, [x - digits, x + digits, x, x], [y, y, y - digits, y + digits]);
        return longitudes.Zip(latitudes).Select(place => Ground(longitude, latitude, place.First, place.Second))
            .Where(double.IsFinite).DefaultIfEmpty().Max();
    }

    /// <summary>A unit in the last place of x and y, which are computed from lengths of the earth's size.</summary>
    double MapRounding(double x, double y)
    {
        var size = Math.Max(_system.Reference.Ellipsoid.SemiMajorAxis / _system.Reference.UnitFactor, Math.Max(Math.Abs(x), Math.Abs(y)));
        return Math.BitIncrement(size) - size;
    }

    /// <summary>What the last digit of longitude or latitude changes in x and y.</summary>
    double Rounding(double longitude, double latitude, double x, double y)
    {
        var (xs, ys) = Apply(
            _forward,
            [longitude, longitude, Math.BitIncrement(longitude), Math.BitDecrement(longitude)],
            [Math.BitIncrement(latitude), Math.BitDecrement(latitude), latitude, latitude]);
        return xs.Zip(ys).Select(point => double.Hypot(point.First - x, point.Second - y)).Where(double.IsFinite).DefaultIfEmpty().Max();
    }

    /// <summary>Neither the place in the list nor neighbours that are outside may change a result.</summary>
    void Alone(CoordinateTransform transform, double[] xs, double[] ys)
    {
        var (allXs, allYs) = Apply(transform, xs, ys);
        for (var i = 0; i < xs.Length; i++)
        {
            var length = Lengths[i % Lengths.Length];
            var at = i % length;
            var (someXs, someYs) = (new double[length], new double[length]);
            Array.Fill(someXs, double.NaN);
            (someXs[at], someYs[at]) = (xs[i], ys[i]);
            transform.Apply(someXs, someYs);
            var same = IsSame(someXs[at], allXs[i]) && IsSame(someYs[at], allYs[i]);
            Expect(same, "a result is the same in any list", xs[i], ys[i], someXs[at] - allXs[i]);
            Expect(double.IsNaN(allXs[i]) == double.IsNaN(allYs[i]), "outside in both", xs[i], ys[i], double.NaN);
        }
    }

    static bool IsSame(double first, double second) => BitConverter.DoubleToInt64Bits(first) == BitConverter.DoubleToInt64Bits(second);

    static (double[] Xs, double[] Ys) Apply(CoordinateTransform transform, double[] xs, double[] ys)
    {
        var (newXs, newYs) = ((double[])xs.Clone(), (double[])ys.Clone());
        transform.Apply(newXs, newYs);
        return (newXs, newYs);
    }

    /// <summary>Metres between two places in degrees, along the chord of a sphere.</summary>
    double Ground(double longitude1, double latitude1, double longitude2, double latitude2)
    {
        latitude1 = Math.Clamp(latitude1, -90, 90);
        var across = Math.Sin(Math.IEEERemainder(longitude2 - longitude1, 360) * Degree / 2);
        var up = Math.Sin((latitude2 - latitude1) * Degree / 2);
        var cosines = Math.Cos(latitude1 * Degree) * Math.Cos(latitude2 * Degree);
        return 2 * _system.Reference.Ellipsoid.SemiMajorAxis * Math.Sqrt((up * up) + (Math.Abs(cosines) * across * across));
    }

    void Expect(bool holds, string rule, double x, double y, double error)
    {
        if (!holds)
        {
            _findings.Add(new EverywhereFinding(_system, rule, x, y, error));
        }
    }
}
