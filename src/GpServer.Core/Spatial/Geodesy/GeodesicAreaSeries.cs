namespace GpServer.Core.Spatial.Geodesy;

/// <summary>
/// The series for the area between a geodesic and the equator to order 6: I4 of C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87
/// (2013), equations 62 and 63, in the third flattening n and ε.
/// </summary>
sealed class GeodesicAreaSeries
{
    public const int Order = 6;

    /// <summary>From ε^l upwards for the coefficient l.</summary>
    readonly double[][] _c4;

    public GeodesicAreaSeries(double n)
    {
        double n2 = n * n, n3 = n2 * n, n4 = n2 * n2, n5 = n4 * n;
        _c4 =
        [
            [
                2 / 3.0 - (4 / 15.0 * n) + (8 / 105.0 * n2) + (4 / 315.0 * n3) + (16 / 3465.0 * n4) + (20 / 9009.0 * n5),
                -1 / 5.0 + (16 / 35.0 * n) - (32 / 105.0 * n2) + (16 / 385.0 * n3) + (64 / 15015.0 * n4),
                -2 / 105.0 - (32 / 315.0 * n) + (1088 / 3465.0 * n2) - (1184 / 5005.0 * n3),
                11 / 315.0 - (368 / 3465.0 * n) - (32 / 6435.0 * n2),
                4 / 1155.0 + (1088 / 45045.0 * n),
                97 / 15015.0,
            ],
            [
                1 / 45.0 - (16 / 315.0 * n) + (32 / 945.0 * n2) - (16 / 3465.0 * n3) - (64 / 135135.0 * n4),
                -2 / 105.0 + (64 / 945.0 * n) - (128 / 1485.0 * n2) + (1984 / 45045.0 * n3),
                -1 / 105.0 + (16 / 2079.0 * n) + (5792 / 135135.0 * n2),
                4 / 1155.0 - (2944 / 135135.0 * n),
                1 / 9009.0,
            ],
            [
                4 / 525.0 - (32 / 1575.0 * n) + (64 / 3465.0 * n2) - (32 / 5005.0 * n3),
                -8 / 1575.0 + (128 / 5775.0 * n) - (256 / 6825.0 * n2),
                -8 / 1925.0 + (1856 / 225225.0 * n),
                8 / 10725.0,
            ],
            [
                8 / 2205.0 - (256 / 24255.0 * n) + (512 / 45045.0 * n2),
                -16 / 8085.0 + (1024 / 105105.0 * n),
                -136 / 63063.0,
            ],
            [64 / 31185.0 - (512 / 81081.0 * n), -128 / 135135.0],
            [128 / 99099.0],
        ];
    }

    /// <summary>The coefficients C4l for one ε.</summary>
    public void C4(double eps, Span<double> c)
    {
        var power = 1.0;
        for (var l = 0; l < Order; l++)
        {
            var sum = 0.0;
            for (var i = _c4[l].Length - 1; i >= 0; i--)
            {
                sum = (sum * eps) + _c4[l][i];
            }

            c[l] = power * sum;
            power *= eps;
        }
    }

    /// <summary>The sum of c(l) cos (2l+1)x by Clenshaw's recurrence.</summary>
    public static double CosineSum(double sin, double cos, ReadOnlySpan<double> c)
    {
        var twiceCos2 = 2 * (cos - sin) * (cos + sin);
        double current = 0, next = 0;
        for (var l = c.Length - 1; l >= 0; l--)
        {
            (current, next) = ((twiceCos2 * current) - next + c[l], current);
        }

        // cos x + cos(-x) brackets the recurrence in odd multiples.
        return cos * (current - next);
    }
}
