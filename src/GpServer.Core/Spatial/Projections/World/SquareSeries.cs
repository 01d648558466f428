namespace GpServer.Core.Spatial;

/// <summary>
/// The elliptic integral of the first kind for k² = ½ as PROJ and libproj compute it for maps in squares: F(φ)/φ is a Chebyshev series in
/// (2φ/π)² of eight terms, up to 6e-8 off. On these maps that is 0.6 m, by which an exact integral would differ from the coordinates that
/// are in use. The factors are those of the exact series, by Gauss-Chebyshev quadrature.
/// </summary>
static class SquareSeries
{
    static readonly double[] Factors =
    [
        2.191745708310375, 0.0914203033408212, -0.00575574836830289, -0.00128046446806104,
        5.30394739921e-05, 3.129604807667e-05, 2.0269211588e-07, -8.586910034e-07,
    ];

    /// <summary>What the series makes of <see cref="JacobiHalf.Quarter"/>: half the side of the square.</summary>
    public static double Quarter { get; } = FromExact(JacobiHalf.Quarter);

    /// <summary>The integral by the series of an angle whose exact integral is given.</summary>
    public static double FromExact(double exact)
    {
        var angle = JacobiHalf.Amplitude(exact);
        var share = 2 * angle / Math.PI;
        var twice = 2 * ((2 * share * share) - 1);
        var (first, second) = (0.0, 0.0);
        for (var i = Factors.Length - 1; i > 0; i--)
        {
            (first, second) = ((twice * first) - second + Factors[i], first);
        }

        return angle * ((Factors[0] / 2) + (twice / 2 * first) - second);
    }

    /// <summary>The exact integral of an angle whose integral by the series is given; within ±<see cref="JacobiHalf.Quarter"/>.</summary>
    public static double ToExact(double series)
    {
        // Both differ by less than 1e-7 and their slopes by about 1e-6, so that each round gives six digits.
        var exact = series;
        for (var i = 0; i < 3; i++)
        {
            exact -= FromExact(exact) - series;
        }

        return Math.Clamp(exact, -JacobiHalf.Quarter, JacobiHalf.Quarter);
    }
}
