using System.Numerics;

namespace GpServer.Core.Spatial;

/// <summary>
/// The polynomial that Krovak Modified (EPSG methods 1042 and 1043; Guidance Note 7-2) takes off Krovak's southing and westing to follow
/// the realisation S-JTSK/05. Its ten numbers, and the point about which it is developed, belong to the method and are the same in all
/// systems.
/// </summary>
static class KrovakCorrection
{
    /// <summary>Metres from that point to which it is used; the two countries lie within 500 km of it.</summary>
    const double Farthest = 2e6;

    static readonly Complex Center = new(1089000, 654000);

    static readonly Complex C1 = new(2.946529277e-2, 2.515965696e-2);
    static readonly Complex C3 = new(1.193845912e-7, -4.668270147e-7);
    static readonly Complex C5 = new(9.233980362e-12, 1.523735715e-12);
    static readonly Complex C7 = new(1.696780024e-18, 4.408314235e-18);
    static readonly Complex C9 = new(-3.689471323e-24, -8.331083518e-24);

    /// <summary>Krovak's southing and westing, without false origin, become the modified ones; metres.</summary>
    public static (double South, double West) Apply(double south, double west)
    {
        var krovak = new Complex(south, west);
        var modified = krovak - Value(krovak);
        return (modified.Real, modified.Imaginary);
    }

    /// <summary>
    /// The reverse of <see cref="Apply"/>. The correction changes by at most 4e-4 of a distance, so that few steps are exact.
    /// </summary>
    public static (double South, double West) Remove(double south, double west)
    {
        var modified = new Complex(south, west);
        var krovak = modified;
        for (var step = 0; step < 6; step++)
        {
            krovak = modified + Value(krovak);
        }

        return (krovak.Real, krovak.Imaginary);
    }

    /// <summary>The first three powers as of an analytic function; the fourth is published with the conjugate.</summary>
    static Complex Value(Complex krovak)
    {
        var z = krovak - Center;
        if (!(Math.Abs(z.Real) <= Farthest && Math.Abs(z.Imaginary) <= Farthest))
        {
            return new Complex(double.NaN, double.NaN);
        }

        var squared = z * z;
        return C1 + (C3 * z) + (C5 * squared) + (C7 * z * squared) + (C9 * Complex.Conjugate(squared * squared));
    }
}
