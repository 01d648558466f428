namespace GpServer.Core.Spatial;

/// <summary>Newton's method in one dimension.</summary>
static class Newton
{
    /// <summary>A step this short, after which the error is that of rounding.</summary>
    const double Enough = 1e-13;

    const int MostSteps = 50;

    /// <summary>Where a curve has a value; NaN when no end is reached.</summary>
    public static double Solve<TCurve>(in TCurve curve, double value, double start)
        where TCurve : struct, ICurve
    {
        var argument = start;
        for (var i = 0; i < MostSteps; i++)
        {
            var (reached, slope) = curve.At(argument);
            var step = (reached - value) / slope;
            argument -= step;
            if (Math.Abs(step) < Enough)
            {
                return argument;
            }
        }

        return double.NaN;
    }

    /// <summary>
    /// The next argument for the root of a growing function that lies between two bounds: where the tangent leads, or the middle where that
    /// is outside. The bounds close in on the root.
    /// </summary>
    public static double Next(double argument, double value, double slope, ref double low, ref double high)
    {
        (low, high) = value > 0 ? (low, argument) : (argument, high);
        var next = argument - (value / slope);
        return next > low && next < high ? next : (low + high) / 2;
    }
}
