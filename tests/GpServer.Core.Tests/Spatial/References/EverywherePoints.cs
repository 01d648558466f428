namespace GpServer.Core.Tests.Spatial.References;

/// <summary>Places and points of the map of which the most go wrong, and random ones, the same at each run.</summary>
sealed class EverywherePoints
{
    static readonly double[] Wild = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300];

    readonly Random _random = new(20_260);
    readonly TableSystem _system;

    public EverywherePoints(TableSystem system)
    {
        _system = system;
    }

    double CentralMeridian => Value("central_meridian") + Value("longitude_of_center");

    double Origin => Value("latitude_of_origin") + Value("latitude_of_center");

    /// <summary>Longitudes and latitudes in degrees: special ones in pairs by chance, near them, and all over the world.</summary>
    public (double[] Xs, double[] Ys) Places(int count)
    {
        double[] latitudes =
        [
            .. new[] { 90, 0, 45, Origin, Value("standard_parallel_1"), Value("standard_parallel_2"), 1e-300, double.Epsilon, 89.9999999 }
                .SelectMany(Around),
            90.00000001, -90.00000001, 91, .. Wild,
        ];
        double[] longitudes =
        [
            .. new[] { 0.0, 90, 180, 270, 360, 45 }.SelectMany(turn => Around(CentralMeridian + turn).Concat(Around(CentralMeridian - turn))),
            .. Around(180), .. Around(0), 1e-300, double.Epsilon, CentralMeridian + 3600, CentralMeridian - 36e5, 123e9, .. Wild,
        ];
        return Points(count, () => _random.Next(4) switch
        {
            0 => (Pick(longitudes), Pick(latitudes)),
            1 => (Near(Pick(longitudes)), Near(Pick(latitudes))),
            2 => (CentralMeridian + (20 * (_random.NextDouble() - 0.5)), Origin + (20 * (_random.NextDouble() - 0.5))),
            _ => ((_random.NextDouble() - 0.5) * 360, (_random.NextDouble() - 0.5) * 180),
        });
    }

    /// <summary>x and y in the system's unit: around the false origin to a width of the world, and of all sizes.</summary>
    public (double[] Xs, double[] Ys) Map(int count)
    {
        var world = 2.2e7 / _system.Reference.UnitFactor;
        double east = Value("false_easting"), north = Value("false_northing");
        double[] special = [0, double.Epsilon, -1e-300, .. Wild];
        return Points(count, () => _random.Next(4) switch
        {
            0 => (_random.Next(2) == 0 ? Pick(special) : east + OfAnySize(), _random.Next(2) == 0 ? Pick(special) : north + OfAnySize()),
            1 => (east + OfAnySize(), north + OfAnySize()),
            _ => (east + ((_random.NextDouble() - 0.5) * 2 * world), north + ((_random.NextDouble() - 0.5) * 2 * world)),
        });
    }

    static (double[] Xs, double[] Ys) Points(int count, Func<(double X, double Y)> next)
    {
        var points = Enumerable.Range(0, count).Select(_ => next()).ToArray();
        return (Array.ConvertAll(points, point => point.X), Array.ConvertAll(points, point => point.Y));
    }

    static double[] Around(double value) =>
        [value, Math.BitIncrement(value), Math.BitDecrement(value), -value, -Math.BitIncrement(value), -Math.BitDecrement(value)];

    double Pick(double[] values) => values[_random.Next(values.Length)];

    double Near(double value) => value + Sign(Math.Pow(10, -16 * _random.NextDouble()));

    double OfAnySize() => Sign(Math.Pow(10, (26 * _random.NextDouble()) - 14));

    double Sign(double value) => _random.Next(2) == 0 ? value : -value;

    double Value(string name) => _system.Reference.System.Projection!.Value(name);
}
