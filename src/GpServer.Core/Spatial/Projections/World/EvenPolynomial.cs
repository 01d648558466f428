namespace GpServer.Core.Spatial;

/// <summary>
/// A polynomial p in the square of its argument; as a curve, the odd function x p(x²).
/// </summary>
/// <param name="factors">Of the powers 0, 1, 2 … of the square.</param>
readonly struct EvenPolynomial(params double[] factors) : ICurve
{
    readonly double[] _factors = factors;

    /// <summary>p(x²).</summary>
    public double Even(double argument)
    {
        var square = argument * argument;
        var sum = 0.0;
        for (var i = _factors.Length - 1; i >= 0; i--)
        {
            sum = (sum * square) + _factors[i];
        }

        return sum;
    }

    /// <summary>x p(x²) and its derivative.</summary>
    public (double Value, double Slope) At(double argument)
    {
        var square = argument * argument;
        var (sum, slope) = (0.0, 0.0);
        for (var i = _factors.Length - 1; i >= 0; i--)
        {
            sum = (sum * square) + _factors[i];
            slope = (slope * square) + (((2 * i) + 1) * _factors[i]);
        }

        return (argument * sum, slope);
    }
}
