namespace GpServer.Core.Spatial;

/// <summary>A cubic spline through numbers at steps 0, 1, 2 … 18 from the equator to the pole.</summary>
readonly struct RobinsonSpline : ICurve
{
    public const int Steps = 18;

    /// <summary>Radians of latitude.</summary>
    public const double Step = Math.PI / 2 / Steps;

    readonly double[] _values, _bends;

    /// <param name="isOdd">
    /// Whether the curve goes on to the south with the opposite sign, so that it is not bent at the equator; otherwise it is level there.
    /// </param>
    /// <param name="values">One for each step.</param>
    public RobinsonSpline(bool isOdd, double[] values)
    {
        _values = values;
        _bends = SecondDerivatives(isOdd, values);
    }

    /// <summary>The value at a number of steps, and the derivative by steps.</summary>
    public (double Value, double Slope) At(double argument)
    {
        // What is not a number stays one in the factors.
        var cell = (int)Math.Clamp(double.IsNaN(argument) ? 0 : argument, 0, Steps - 1);
        var (right, left) = (argument - cell, cell + 1 - argument);
        var (bendLeft, bendRight) = (_bends[cell], _bends[cell + 1]);
        var (valueLeft, valueRight) = (_values[cell], _values[cell + 1]);
        return (
            (left * valueLeft) + (right * valueRight)
                + ((((left * left) - 1) * left * bendLeft) + (((right * right) - 1) * right * bendRight)) / 6,
            valueRight - valueLeft + ((((1 - (3 * left * left)) * bendLeft) + (((3 * right * right) - 1) * bendRight)) / 6));
    }

    /// <summary>
    /// M(i-1) + 4 M(i) + M(i+1) = 6 times the second difference, with one condition at each end; solved from the equator to the pole.
    /// </summary>
    static double[] SecondDerivatives(bool isOdd, double[] values)
    {
        var last = values.Length - 1;
        // M(i) = constant(i) - factor(i) M(i+1). Odd: M(0) = 0. Even, by reflection: 4 M(0) + 2 M(1) = 12 (v(1) - v(0)).
        var (factors, constants) = (new double[last], new double[last]);
        (factors[0], constants[0]) = isOdd ? (0, 0) : (0.5, 3 * (values[1] - values[0]));
        for (var i = 1; i < last; i++)
        {
            var pivot = 4 - factors[i - 1];
            var difference = 6 * (values[i + 1] - (2 * values[i]) + values[i - 1]);
            (factors[i], constants[i]) = (1 / pivot, (difference - constants[i - 1]) / pivot);
        }

        // One cubic over the last two steps: M(last) = 2 M(last-1) - M(last-2). With M(last-2) by M(last-1), and this by M(last):
        // (1 + 2 f - f g) M(last) … written out for f, g = factors of last-1, last-2.
        var (f, g) = (factors[last - 1], factors[last - 2]);
        var (c, d) = (constants[last - 1], constants[last - 2]);
        var bends = new double[values.Length];
        bends[last] = (((2 + g) * c) - d) / (1 + ((2 + g) * f));
        for (var i = last - 1; i >= 0; i--)
        {
            bends[i] = constants[i] - (factors[i] * bends[i + 1]);
        }

        return bends;
    }
}
