namespace GpServer.Core.Spatial;

/// <summary>Jacobi's elliptic functions for the parameter k² = ½, by which squares are mapped.</summary>
static class JacobiHalf
{
    /// <summary>K, the quarter period: half the side of the square.</summary>
    public const double Quarter = 1.8540746773013719184;

    const int Rounds = 5;

    /// <summary>Ratios c/a of the arithmetic-geometric mean of 1 and √½ (Abramowitz and Stegun, 17.6), and the mean itself.</summary>
    static readonly (double[] Ratios, double Mean) Descent = Descend();

    /// <summary>am u, the angle whose elliptic integral of the first kind is u (Abramowitz and Stegun, 16.4).</summary>
    public static double Amplitude(double argument)
    {
        var phase = Descent.Mean * argument * (1 << Rounds);
        for (var i = Rounds - 1; i >= 0; i--)
        {
            phase = (phase + Math.Asin(Descent.Ratios[i] * Math.Sin(phase))) / 2;
        }

        return phase;
    }

    public static (double Sn, double Cn, double Dn) At(double argument)
    {
        var (sn, cn) = Math.SinCos(Amplitude(argument));
        return (sn, cn, Math.Sqrt(1 - (sn * sn / 2)));
    }

    static (double[] Ratios, double Mean) Descend()
    {
        var ratios = new double[Rounds];
        var (a, b) = (1.0, Math.Sqrt(0.5));
        for (var i = 0; i < Rounds; i++)
        {
            var mean = (a + b) / 2;
            ratios[i] = (a - b) / 2 / mean;
            (a, b) = (mean, Math.Sqrt(a * b));
        }

        return (ratios, a);
    }
}
