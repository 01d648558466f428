namespace GpServer.Core.Spatial.Geodesy;

/// <summary>
/// The series of C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013), 43–55, to order 6: equations 17, 18, 21, 24, 25,
/// 42 and 43. Coefficients with index l are stored at l - 1.
/// </summary>
sealed class GeodesicSeries
{
    public const int Order = 6;

    public const int LongitudeOrder = 5;

    readonly double[] _a3;
    readonly double[][] _c3;

    public GeodesicSeries(double flattening)
    {
        var n = flattening / (2 - flattening);
        var n2 = n * n;
        _a3 =
        [
            1,
            -(1 - n) / 2,
            -(2 + n - (3 * n2)) / 8,
            -(1 + (3 * n) + n2) / 16,
            -(3 + (2 * n)) / 64,
            -3 / 128.0,
        ];

        // From ε^l upwards for the coefficient l.
        _c3 =
        [
            [(1 - n) / 4, (1 - n2) / 8, (3 + (3 * n) - n2) / 64, (5 + (2 * n)) / 128, 3 / 128.0],
            [(2 - (3 * n) + n2) / 32, (3 - (2 * n) - (3 * n2)) / 64, (3 + n) / 128, 5 / 256.0],
            [(5 - (9 * n) + (5 * n2)) / 192, (9 - (10 * n)) / 384, 7 / 512.0],
            [(7 - (14 * n)) / 512, 7 / 512.0],
            [21 / 2560.0],
        ];
    }

    /// <summary>ε of equation 16 from k².</summary>
    public static double Epsilon(double k2)
    {
        return k2 / ((2 * (1 + Math.Sqrt(1 + k2))) + k2);
    }

    public static double A1(double eps)
    {
        var e2 = eps * eps;
        return (1 + (e2 * (1 / 4.0 + (e2 * (1 / 64.0 + (e2 / 256)))))) / (1 - eps);
    }

    public static double A2(double eps)
    {
        var e2 = eps * eps;
        return (1 + (e2 * (1 / 4.0 + (e2 * (9 / 64.0 + (e2 * 25 / 256)))))) * (1 - eps);
    }

    public static void C1(double eps, Span<double> c)
    {
        var e2 = eps * eps;
        var power = eps;
        c[0] = power * (-1 / 2.0 + (e2 * (3 / 16.0 - (e2 / 32))));
        power *= eps;
        c[1] = power * (-1 / 16.0 + (e2 * (1 / 32.0 - (e2 * 9 / 2048))));
        power *= eps;
        c[2] = power * (-1 / 48.0 + (e2 * 3 / 256));
        power *= eps;
        c[3] = power * (-5 / 512.0 + (e2 * 3 / 512));
        power *= eps;
        c[4] = power * (-7 / 1280.0);
        power *= eps;
        c[5] = power * (-7 / 2048.0);
    }

    /// <summary>C'1 of equation 21, which reverts the series of C1.</summary>
    public static void C1Reverted(double eps, Span<double> c)
    {
        var e2 = eps * eps;
        var power = eps;
        c[0] = power * (1 / 2.0 + (e2 * (-9 / 32.0 + (e2 * 205 / 1536))));
        power *= eps;
        c[1] = power * (5 / 16.0 + (e2 * (-37 / 96.0 + (e2 * 1335 / 4096))));
        power *= eps;
        c[2] = power * (29 / 96.0 - (e2 * 75 / 128));
        power *= eps;
        c[3] = power * (539 / 1536.0 - (e2 * 2391 / 2560));
        power *= eps;
        c[4] = power * (3467 / 7680.0);
        power *= eps;
        c[5] = power * (38081 / 61440.0);
    }

    public static void C2(double eps, Span<double> c)
    {
        var e2 = eps * eps;
        var power = eps;
        c[0] = power * (1 / 2.0 + (e2 * (1 / 16.0 + (e2 / 32))));
        power *= eps;
        c[1] = power * (3 / 16.0 + (e2 * (1 / 32.0 + (e2 * 35 / 2048))));
        power *= eps;
        c[2] = power * (5 / 48.0 + (e2 * 5 / 256));
        power *= eps;
        c[3] = power * (35 / 512.0 + (e2 * 7 / 512));
        power *= eps;
        c[4] = power * (63 / 1280.0);
        power *= eps;
        c[5] = power * (77 / 2048.0);
    }

    public double A3(double eps)
    {
        return Polynomial(_a3, eps);
    }

    public void C3(double eps, Span<double> c)
    {
        var power = 1.0;
        for (var l = 0; l < LongitudeOrder; l++)
        {
            power *= eps;
            c[l] = power * Polynomial(_c3[l], eps);
        }
    }

    /// <summary>The sum of c(l) sin 2lx by Clenshaw's recurrence.</summary>
    public static double SineSum(double sin, double cos, ReadOnlySpan<double> c)
    {
        var twiceCos2 = 2 * (cos - sin) * (cos + sin);
        double current = 0, next = 0;
        for (var l = c.Length - 1; l >= 0; l--)
        {
            (current, next) = ((twiceCos2 * current) - next + c[l], current);
        }

        return 2 * sin * cos * current;
    }

    static double Polynomial(double[] coefficients, double x)
    {
        var sum = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = (sum * x) + coefficients[i];
        }

        return sum;
    }
}
