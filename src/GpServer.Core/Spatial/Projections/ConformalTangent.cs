using System.Numerics;
using System.Runtime.CompilerServices;

namespace GpServer.Core.Spatial;

/// <summary>
/// The conformal latitude χ of geodetic latitudes φ by its tangent, for several points at once: Karney, arXiv:1002.1417, equations 7 to 9,
/// tan χ = tan φ √(1 + σ²) - σ √(1 + tan² φ) with σ = sinh(e atanh(e sin φ)).
/// </summary>
readonly struct ConformalTangent
{
    readonly double[] _areaTangent;

    public ConformalTangent(Ellipsoid ellipsoid) => _areaTangent = LatitudeSeries.AreaTangent(ellipsoid.EccentricitySquared);

    /// <summary>tan χ cos φ, which is finite at the poles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<double> Up(Vector<double> sinLatitude)
    {
        var square = sinLatitude * sinLatitude;
        var factors = _areaTangent;
        var sum = new Vector<double>(factors[0]);
        for (var i = 1; i < factors.Length; i++)
        {
            sum = Vector.MultiplyAddEstimate(sum, square, new Vector<double>(factors[i]));
        }

        var sinh = Sinh(sum * sinLatitude);
        var cosh = Vector.SquareRoot(Vector.MultiplyAddEstimate(sinh, sinh, Vector<double>.One));
        return Vector.MultiplyAddEstimate(sinLatitude, cosh, -sinh);
    }

    /// <summary>The Taylor series to the 13th power, for what is below 0.4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> Sinh(Vector<double> x)
    {
        var square = x * x;
        var sinh = new Vector<double>(1 / 6227020800.0);
        sinh = Vector.MultiplyAddEstimate(sinh, square, new Vector<double>(1 / 39916800.0));
        sinh = Vector.MultiplyAddEstimate(sinh, square, new Vector<double>(1 / 362880.0));
        sinh = Vector.MultiplyAddEstimate(sinh, square, new Vector<double>(1 / 5040.0));
        sinh = Vector.MultiplyAddEstimate(sinh, square, new Vector<double>(1 / 120.0));
        sinh = Vector.MultiplyAddEstimate(sinh, square, new Vector<double>(1 / 6.0));
        return Vector.MultiplyAddEstimate(sinh, square * x, x);
    }
}
