using System.Numerics;

namespace GpServer.Core.Spatial;

/// <summary>
/// The lemniscate's sine and its inverse for complex numbers; they map the unit disc to a square with corners on the axes and back.
/// </summary>
static class Lemniscate
{
    /// <summary>The integral of dt / √(1 - t⁴) from 0 to 1, half of ϖ: from the middle of the square to a corner.</summary>
    public const double Corner = 1.3110287771460599052;

    /// <summary>
    /// Carlson's integral R_F of the first kind by duplication (Carlson, arXiv:math/9409227, algorithm 1); no argument may be negative and
    /// real, and at most one 0.
    /// </summary>
    public static Complex IntegralF(Complex x, Complex y, Complex z)
    {
        var mean = (x + y + z) / 3;
        var spread = Math.Max(Complex.Abs(mean - x), Math.Max(Complex.Abs(mean - y), Complex.Abs(mean - z)));
        // Each round divides the spread by four, and the error of the series is its sixth power.
        for (var i = 0; i < 30 && !(spread < 2e-3 * Complex.Abs(mean)); i++)
        {
            var (rootX, rootY, rootZ) = (Complex.Sqrt(x), Complex.Sqrt(y), Complex.Sqrt(z));
            var lambda = (rootX * rootY) + (rootX * rootZ) + (rootY * rootZ);
            (x, y, z, mean, spread) = ((x + lambda) / 4, (y + lambda) / 4, (z + lambda) / 4, (mean + lambda) / 4, spread / 4);
        }

        var (partX, partY) = (1 - (x / mean), 1 - (y / mean));
        var partZ = -partX - partY;
        var (second, third) = ((partX * partY) - (partZ * partZ), partX * partY * partZ);
        return (1 - (second / 10) + (third / 14) + (second * second / 24) - (3 * second * third / 44)) / Complex.Sqrt(mean);
    }

    /// <summary>
    /// sl z = sd (√2 z) / √2 for the modulus √½, from real arguments (Abramowitz and Stegun, 16.21); z within the square.
    /// </summary>
    public static Complex Sine(Complex z)
    {
        var (s, c, d) = JacobiHalf.At(z.Real * Math.Sqrt(2));
        var (s1, c1, d1) = JacobiHalf.At(z.Imaginary * Math.Sqrt(2));
        // A common divisor of sn and dn is left out.
        var sn = new Complex(s * d1, c * d * s1 * c1);
        var dn = new Complex(d * c1 * d1, -s * c * s1 / 2);
        return sn / (dn * Math.Sqrt(2));
    }
}
