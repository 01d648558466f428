using System.Numerics;
using System.Runtime.CompilerServices;

namespace GpServer.Core.Spatial;

/// <summary>
/// Elementary functions of several numbers at once, to about one unit in the last place: the framework's take one number, or make one by
/// one of several. Arguments are brought into a short interval by the textbook reductions (Cody and Waite 1980; Muller, Elementary
/// Functions, 2006), where a Taylor polynomial, or for the arctangent a Chebyshev fit, does the rest. NaN leads to NaN.
/// </summary>
static class VectorMath
{
    /// <summary>Adding 3/2 · 2⁵² rounds to an integer, which then is the low end of the sum's bits.</summary>
    const double Rounding = 6755399441055744;

    /// <summary>π/2 in parts of 33 bits: products with quadrants below 2²⁰ are exact.</summary>
    const double QuadrantHigh = 1.5707963267341256, QuadrantMiddle = 6.077100506303966e-11, QuadrantLow = 2.0222662487959506e-21;

    /// <summary>Radians from which the quadrant's parts are too short.</summary>
    const double FarthestAngle = 1e5;

    /// <summary>ln 2 in parts: products with exponents of doubles are exact.</summary>
    const double Log2High = 0.6931471805592082, Log2Low = 7.371002565167799e-13;

    /// <summary>Sine and cosine of radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector<double> Sin, Vector<double> Cos) SinCos(Vector<double> radians) =>
        Vector.GreaterThanAny(Vector.Abs(radians), new Vector<double>(FarthestAngle)) ? FarSinCos(radians) : NearSinCos(radians);

    // Not inlined, since kernels with several of these outgrow what the compiler inlines, and parts are left as slow calls.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static (Vector<double> Sin, Vector<double> Cos) NearSinCos(Vector<double> radians)
    {
        var rounded = Vector.MultiplyAddEstimate(radians, new Vector<double>(2 / Math.PI), new Vector<double>(Rounding));
        var bits = Vector.AsVectorInt64(rounded);
        var quadrant = new Vector<double>(Rounding) - rounded;
        var rest = Vector.MultiplyAddEstimate(quadrant, new Vector<double>(QuadrantHigh), radians);
        rest = Vector.MultiplyAddEstimate(quadrant, new Vector<double>(QuadrantMiddle), rest);
        rest = Vector.MultiplyAddEstimate(quadrant, new Vector<double>(QuadrantLow), rest);
        var square = rest * rest;
        var (sin, cos) = (SineTaylor(rest, square), CosineTaylor(square));

        // Odd quadrants swap the two; the sine is negative in the last two, the cosine in the middle two.
        var odd = Vector.Equals(bits & Vector<long>.One, Vector<long>.One);
        var sinSign = (bits & new Vector<long>(2)) << 62;
        var cosSign = ((bits + Vector<long>.One) & new Vector<long>(2)) << 62;
        return (
            Flip(Vector.ConditionalSelect(odd, cos, sin), sinSign),
            Flip(Vector.ConditionalSelect(odd, sin, cos), cosSign));
    }

    /// <summary>The exponential; ±709 and beyond is taken as ±709, where the numbers end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<double> Exp(Vector<double> x)
    {
        const double end = 709;
        x = Vector.ConditionalSelect(Vector.GreaterThan(x, new Vector<double>(end)), new Vector<double>(end), x);
        x = Vector.ConditionalSelect(Vector.LessThan(x, new Vector<double>(-end)), new Vector<double>(-end), x);
        var rounded = Vector.MultiplyAddEstimate(x, new Vector<double>(1 / (Log2High + Log2Low)), new Vector<double>(Rounding));
        var power = new Vector<double>(Rounding) - rounded;
        var rest = Vector.MultiplyAddEstimate(power, new Vector<double>(Log2High), x);
        rest = Vector.MultiplyAddEstimate(power, new Vector<double>(Log2Low), rest);
        var result = ExponentialTaylor(rest);
        // The power of two is added to the exponent, unless the result is NaN, which has no such bits.
        var scaled = Vector.AsVectorDouble(Vector.AsVectorInt64(result) + (Vector.AsVectorInt64(rounded) << 52));
        return Vector.ConditionalSelect(Vector.Equals(result, result), scaled, result);
    }

    /// <summary>The natural logarithm of positive numbers; 0 and what is too small for all digits are not meant.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<double> Log(Vector<double> x)
    {
        // x = m · 2^power with m around 1: from √½ to √2.
        var root = new Vector<long>(0x3FE6A09E667F3BCD);
        var bits = Vector.AsVectorInt64(x);
        // The exponent is made positive, because processors have no shift of 64 bits that keeps the sign.
        var exponent = (bits - root + new Vector<long>(1024L << 52)) >>> 52;
        var m = Vector.AsVectorDouble(bits - ((exponent - new Vector<long>(1024)) << 52));
        var shifted = Vector.AsVectorDouble(exponent | Vector.AsVectorInt64(new Vector<double>(Rounding)));
        var power = shifted - new Vector<double>(Rounding + 1024);
        var f = (m - Vector<double>.One) / (m + Vector<double>.One);
        var low = Vector.MultiplyAddEstimate(power, new Vector<double>(Log2Low), AreaTangentTaylor(f + f, f * f));
        var result = Vector.MultiplyAddEstimate(power, new Vector<double>(Log2High), low);
        return Vector.ConditionalSelect(Vector.Equals(x, x), result, x);
    }

    /// <summary>The angle of (x, y) in [-π, π]; 0 where both are 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<double> Atan2(Vector<double> y, Vector<double> x)
    {
        var (up, across) = (Vector.Abs(y), Vector.Abs(x));
        var steep = Vector.GreaterThan(up, across);
        var small = Vector.ConditionalSelect(steep, across, up);
        var large = Vector.ConditionalSelect(steep, up, across);
        large = Vector.ConditionalSelect(Vector.Equals(large, Vector<double>.Zero), Vector<double>.One, large);

        // From tan π/8 on, the angle to the diagonal is the smaller one.
        var diagonal = Vector.GreaterThan(small, large * new Vector<double>(0.41421356237309503));
        var t = Vector.ConditionalSelect(diagonal, small - large, small) / Vector.ConditionalSelect(diagonal, small + large, large);
        var angle = ArctangentFit(t, t * t);
        angle = Vector.ConditionalSelect(diagonal, angle + new Vector<double>(Math.PI / 4), angle);
        angle = Vector.ConditionalSelect(steep, new Vector<double>(Math.PI / 2) - angle, angle);
        angle = Vector.ConditionalSelect(Vector.LessThan(x, Vector<double>.Zero), new Vector<double>(Math.PI) - angle, angle);
        return Flip(angle, Vector.AsVectorInt64(y) & new Vector<long>(long.MinValue));
    }

    /// <summary>Into [-π, π]; values there are left as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> OneTurn(Vector<double> radians)
    {
        if (Vector.LessThanOrEqualAll(Vector.Abs(radians), new Vector<double>(Math.PI)))
        {
            return radians;
        }

        var turns = Vector.Round(radians * new Vector<double>(1 / Math.Tau));
        var turned = Vector.MultiplyAddEstimate(-turns, new Vector<double>(Math.Tau), radians);
        turned = Vector.ConditionalSelect(Vector.LessThanOrEqual(Vector.Abs(radians), new Vector<double>(Math.PI)), radians, turned);
        return Vector.GreaterThanAny(Vector.Abs(radians), new Vector<double>(FarthestAngle)) ? WithFarTurns(radians, turned) : turned;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> Flip(Vector<double> x, Vector<long> sign) => Vector.AsVectorDouble(Vector.AsVectorInt64(x) ^ sign);

    /// <summary>To the 17th power.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> SineTaylor(Vector<double> x, Vector<double> square)
    {
        var sum = Horner(new(1 / 355687428096000.0), square, -1 / 1307674368000.0, 1 / 6227020800.0, -1 / 39916800.0);
        sum = Horner(sum, square, 1 / 362880.0, -1 / 5040.0, 1 / 120.0);
        return Vector.MultiplyAddEstimate(sum * square - new Vector<double>(1 / 6.0), square * x, x);
    }

    /// <summary>To the 16th power.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> CosineTaylor(Vector<double> square)
    {
        var sum = Horner(new(1 / 20922789888000.0), square, -1 / 87178291200.0, 1 / 479001600.0, -1 / 3628800.0);
        sum = Horner(sum, square, 1 / 40320.0, -1 / 720.0, 1 / 24.0);
        return Vector.MultiplyAddEstimate(sum * square - new Vector<double>(0.5), square, Vector<double>.One);
    }

    /// <summary>To the 13th power.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> ExponentialTaylor(Vector<double> x)
    {
        var sum = Horner(new(1 / 6227020800.0), x, 1 / 479001600.0, 1 / 39916800.0, 1 / 3628800.0);
        sum = Horner(sum, x, 1 / 362880.0, 1 / 40320.0, 1 / 5040.0);
        sum = Horner(sum, x, 1 / 720.0, 1 / 120.0, 1 / 24.0);
        return Horner(Vector.MultiplyAddEstimate(sum, x, new(1 / 6.0)), x, 0.5, 1, 1);
    }

    /// <summary>x / f · atanh f, to the 21st power.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> AreaTangentTaylor(Vector<double> x, Vector<double> square)
    {
        var sum = Horner(new(1 / 21.0), square, 1 / 19.0, 1 / 17.0, 1 / 15.0);
        sum = Horner(sum, square, 1 / 13.0, 1 / 11.0, 1 / 9.0);
        sum = Horner(sum, square, 1 / 7.0, 1 / 5.0, 1 / 3.0);
        return Vector.MultiplyAddEstimate(sum, square * x, x);
    }

    /// <summary>Up to tan π/8, where it is off by 5e-18.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> ArctangentFit(Vector<double> t, Vector<double> square)
    {
        var sum = Horner(new(-0.019176887104237525), square, 0.03923165828348216, -0.0508544973752125, 0.058581489127221394);
        sum = Horner(sum, square, -0.06664511447372731, 0.07692183190825433, -0.09090904578123873);
        sum = Horner(sum, square, 0.11111111015256361, -0.14285714284666542, 0.1999999999999552);
        return Vector.MultiplyAddEstimate(sum * square - new Vector<double>(1 / 3.0), square * t, t);
    }

    /// <summary>Three steps of Horner's rule, written out because a loop over them is not unrolled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> Horner(Vector<double> sum, Vector<double> x, double a, double b, double c)
    {
        sum = Vector.MultiplyAddEstimate(sum, x, new Vector<double>(a));
        sum = Vector.MultiplyAddEstimate(sum, x, new Vector<double>(b));
        return Vector.MultiplyAddEstimate(sum, x, new Vector<double>(c));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vector<double> WithFarTurns(Vector<double> radians, Vector<double> turned)
    {
        Span<double> results = stackalloc double[Vector<double>.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Math.Abs(radians[i]) > FarthestAngle ? Math.IEEERemainder(radians[i], Math.Tau) : turned[i];
        }

        return new Vector<double>(results);
    }

    /// <summary>The far ones one by one; the others as without them, so that neighbours do not change them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (Vector<double> Sin, Vector<double> Cos) FarSinCos(Vector<double> radians)
    {
        var (sin, cos) = NearSinCos(radians);
        Span<double> sines = stackalloc double[Vector<double>.Count];
        Span<double> cosines = stackalloc double[Vector<double>.Count];
        for (var i = 0; i < sines.Length; i++)
        {
            (sines[i], cosines[i]) = Math.Abs(radians[i]) > FarthestAngle ? Math.SinCos(radians[i]) : (sin[i], cos[i]);
        }

        return (new Vector<double>(sines), new Vector<double>(cosines));
    }
}
