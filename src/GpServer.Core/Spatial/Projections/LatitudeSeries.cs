namespace GpServer.Core.Spatial;

/// <summary>
/// Trigonometric series between latitudes, in powers of the third flattening n up to the sixth: Karney, arXiv:1002.1417, equations 35 and
/// 36 (Krüger's, rectifying and conformal), and arXiv:2212.05818, appendix A (the others). Element j of a result multiplies sin 2(j+1).
/// </summary>
static class LatitudeSeries
{
    /// <summary>a / (1 + n) (1 + n²/4 + n⁴/64 + n⁶/256): metres of meridian per radian of rectifying latitude.</summary>
    public static double RectifyingRadius(double semiMajorAxis, double n)
    {
        var squared = n * n;
        return semiMajorAxis / (1 + n) * (1 + (squared * ((1 / 4.0) + (squared * ((1 / 64.0) + (squared / 256))))));
    }

    public static double[] RectifyingFromConformal(double n) => Evaluate(
        n,
        [1 / 2.0, -2 / 3.0, 5 / 16.0, 41 / 180.0, -127 / 288.0, 7891 / 37800.0],
        [13 / 48.0, -3 / 5.0, 557 / 1440.0, 281 / 630.0, -1983433 / 1935360.0],
        [61 / 240.0, -103 / 140.0, 15061 / 26880.0, 167603 / 181440.0],
        [49561 / 161280.0, -179 / 168.0, 6601661 / 7257600.0],
        [34729 / 80640.0, -3418889 / 1995840.0],
        [212378941 / 319334400.0]);

    public static double[] ConformalFromRectifying(double n) => Evaluate(
        n,
        [1 / 2.0, -2 / 3.0, 37 / 96.0, -1 / 360.0, -81 / 512.0, 96199 / 604800.0],
        [1 / 48.0, 1 / 15.0, -437 / 1440.0, 46 / 105.0, -1118711 / 3870720.0],
        [17 / 480.0, -37 / 840.0, -209 / 4480.0, 5569 / 90720.0],
        [4397 / 161280.0, -11 / 504.0, -830251 / 7257600.0],
        [4583 / 161280.0, -108847 / 3991680.0],
        [20648693 / 638668800.0]);

    public static double[] GeodeticFromConformal(double n) => Evaluate(
        n,
        [2.0, -2 / 3.0, -2.0, 116 / 45.0, 26 / 45.0, -2854 / 675.0],
        [7 / 3.0, -8 / 5.0, -227 / 45.0, 2704 / 315.0, 2323 / 945.0],
        [56 / 15.0, -136 / 35.0, -1262 / 105.0, 73814 / 2835.0],
        [4279 / 630.0, -332 / 35.0, -399572 / 14175.0],
        [4174 / 315.0, -144838 / 6237.0],
        [601676 / 22275.0]);

    public static double[] RectifyingFromGeodetic(double n) => Evaluate(
        n,
        [-3 / 2.0, 0, 9 / 16.0, 0, -3 / 32.0, 0],
        [15 / 16.0, 0, -15 / 32.0, 0, 135 / 2048.0],
        [-35 / 48.0, 0, 105 / 256.0, 0],
        [315 / 512.0, 0, -189 / 512.0],
        [-693 / 1280.0, 0],
        [1001 / 2048.0]);

    public static double[] GeodeticFromRectifying(double n) => Evaluate(
        n,
        [3 / 2.0, 0, -27 / 32.0, 0, 269 / 512.0, 0],
        [21 / 16.0, 0, -55 / 32.0, 0, 6759 / 4096.0],
        [151 / 96.0, 0, -417 / 128.0, 0],
        [1097 / 512.0, 0, -15543 / 2560.0],
        [8011 / 2560.0, 0],
        [293393 / 61440.0]);

    public static double[] AuthalicFromGeodetic(double n) => Evaluate(
        n,
        [-4 / 3.0, -4 / 45.0, 88 / 315.0, 538 / 4725.0, 20824 / 467775.0, -44732 / 2837835.0],
        [34 / 45.0, 8 / 105.0, -2482 / 14175.0, -37192 / 467775.0, -12467764 / 212837625.0],
        [-1532 / 2835.0, -898 / 14175.0, 54968 / 467775.0, 100320856 / 1915538625.0],
        [6007 / 14175.0, 24496 / 467775.0, -5884124 / 70945875.0],
        [-23356 / 66825.0, -839792 / 19348875.0],
        [570284222 / 1915538625.0]);

    public static double[] GeodeticFromAuthalic(double n) => Evaluate(
        n,
        [4 / 3.0, 4 / 45.0, -16 / 35.0, -2582 / 14175.0, 60136 / 467775.0, 28112932 / 212837625.0],
        [46 / 45.0, 152 / 945.0, -11966 / 14175.0, -21016 / 51975.0, 251310128 / 638512875.0],
        [3044 / 2835.0, 3802 / 14175.0, -94388 / 66825.0, -8797648 / 10945935.0],
        [6059 / 4725.0, 41072 / 93555.0, -1472637812 / 638512875.0],
        [768272 / 467775.0, 455935736 / 638512875.0],
        [4210684958 / 1915538625.0]);

    /// <summary>
    /// e atanh(e s) = e² s + e⁴ s³/3 + e⁶ s⁵/5 … as the factors of odd powers of s = sin φ, the highest first: seven for the Earth, and
    /// for flattenings up to 1/6 as many as double precision needs.
    /// </summary>
    public static double[] AreaTangent(double eccentricitySquared)
    {
        const int most = 40;
        var factors = new List<double> { eccentricitySquared };
        for (var power = eccentricitySquared * eccentricitySquared; factors.Count < most; power *= eccentricitySquared)
        {
            var factor = power / ((2 * factors.Count) + 1);
            if (factor < 1e-18)
            {
                break;
            }

            factors.Add(factor);
        }

        factors.Reverse();
        return [.. factors];
    }

    /// <summary>The sum of c[j] sin 2(j+1)φ from sine and cosine of φ.</summary>
    public static double Sum(ReadOnlySpan<double> c, double sin, double cos)
    {
        var twice = 2 * ((cos * cos) - (sin * sin));
        var (first, second) = (0.0, 0.0);
        for (var j = c.Length - 1; j >= 0; j--)
        {
            (first, second) = ((twice * first) - second + c[j], first);
        }

        return first * 2 * sin * cos;
    }

    /// <summary>
    /// The real and imaginary parts of the sum of c[j] sin 2(j+1)(ξ + iη), by Clenshaw's recurrence, from sines and cosines of 2ξ and
    /// hyperbolic ones of 2η.
    /// </summary>
    public static (double Xi, double Eta) Sum(ReadOnlySpan<double> c, double sin2, double cos2, double sinh2, double cosh2)
    {
        // 2 cos 2(ξ + iη)
        var (real, imaginary) = (2 * cos2 * cosh2, -2 * sin2 * sinh2);
        var (x1, y1, x2, y2) = (0.0, 0.0, 0.0, 0.0);
        for (var j = c.Length - 1; j >= 0; j--)
        {
            (x1, y1, x2, y2) = ((real * x1) - (imaginary * y1) - x2 + c[j], (real * y1) + (imaginary * x1) - y2, x1, y1);
        }

        // times sin 2(ξ + iη)
        var (sineReal, sineImaginary) = (sin2 * cosh2, cos2 * sinh2);
        return ((x1 * sineReal) - (y1 * sineImaginary), (x1 * sineImaginary) + (y1 * sineReal));
    }

    /// <summary>Row j holds the factors of n to the powers j+1, j+2 …</summary>
    static double[] Evaluate(double n, params double[][] rows)
    {
        var result = new double[rows.Length];
        var power = n;
        for (var j = 0; j < rows.Length; j++)
        {
            var sum = 0.0;
            for (var k = rows[j].Length - 1; k >= 0; k--)
            {
                sum = (sum * n) + rows[j][k];
            }

            result[j] = sum * power;
            power *= n;
        }

        return result;
    }
}
