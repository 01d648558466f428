using System.Numerics;
using System.Runtime.CompilerServices;

namespace GpServer.Core.Spatial;

/// <summary>
/// A series of <see cref="LatitudeSeries"/>, summed for several points at once. The recurrences are written out, because a loop over
/// them is not unrolled.
/// </summary>
readonly struct SixTermSeries
{
    readonly double _c1, _c2, _c3, _c4, _c5, _c6;

    /// <param name="factors">Element j multiplies sin 2(j+1).</param>
    public SixTermSeries(double[] factors) =>
        (_c1, _c2, _c3, _c4, _c5, _c6) = (factors[0], factors[1], factors[2], factors[3], factors[4], factors[5]);

    /// <summary>The sum of c[j] sin 2jφ from sine and cosine of 2φ, by Clenshaw's recurrence.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public Vector<double> Sum(Vector<double> sin2, Vector<double> cos2)
    {
        var twice = cos2 + cos2;
        var sum6 = new Vector<double>(_c6);
        var sum5 = Vector.MultiplyAddEstimate(twice, sum6, new Vector<double>(_c5));
        var sum4 = Vector.MultiplyAddEstimate(twice, sum5, new Vector<double>(_c4) - sum6);
        var sum3 = Vector.MultiplyAddEstimate(twice, sum4, new Vector<double>(_c3) - sum5);
        var sum2 = Vector.MultiplyAddEstimate(twice, sum3, new Vector<double>(_c2) - sum4);
        return sin2 * Vector.MultiplyAddEstimate(twice, sum2, new Vector<double>(_c1) - sum3);
    }

    /// <summary>
    /// The real and imaginary parts of the sum of c[j] sin 2j(ξ + iη), from sines and cosines of 2ξ and hyperbolic ones of 2η.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public (Vector<double> Xi, Vector<double> Eta) Sum(
        Vector<double> sin2, Vector<double> cos2, Vector<double> sinh2, Vector<double> cosh2)
    {
        // 2 cos 2(ξ + iη)
        var real = (cos2 + cos2) * cosh2;
        var imaginary = -(sin2 + sin2) * sinh2;
        var x6 = new Vector<double>(_c6);
        var (x5, y5) = (Vector.MultiplyAddEstimate(real, x6, new Vector<double>(_c5)), imaginary * x6);
        var (x4, y4) = Step(real, imaginary, x5, y5, new Vector<double>(_c4) - x6, Vector<double>.Zero);
        var (x3, y3) = Step(real, imaginary, x4, y4, new Vector<double>(_c3) - x5, -y5);
        var (x2, y2) = Step(real, imaginary, x3, y3, new Vector<double>(_c2) - x4, -y4);
        var (x1, y1) = Step(real, imaginary, x2, y2, new Vector<double>(_c1) - x3, -y3);
        // times sin 2(ξ + iη)
        var (sineReal, sineImaginary) = (sin2 * cosh2, cos2 * sinh2);
        return ((x1 * sineReal) - (y1 * sineImaginary), (x1 * sineImaginary) + (y1 * sineReal));
    }

    /// <summary>A product of complex numbers, and a sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector<double> X, Vector<double> Y) Step(
        Vector<double> real, Vector<double> imaginary, Vector<double> x, Vector<double> y, Vector<double> addX, Vector<double> addY) =>
        (Vector.MultiplyAddEstimate(real, x, Vector.MultiplyAddEstimate(-imaginary, y, addX)),
            Vector.MultiplyAddEstimate(real, y, Vector.MultiplyAddEstimate(imaginary, x, addY)));
}
