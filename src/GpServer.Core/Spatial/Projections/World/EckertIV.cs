namespace GpServer.Core.Spatial;

/// <summary>
/// Eckert IV (Snyder, USGS Professional Paper 1395, pages 253 to 258): θ + sin θ cos θ + 2 sin θ = (2 + π/2) sin φ. Solved for the
/// complement of θ, since θ has few digits near a pole.
/// </summary>
readonly struct EckertIV : IParallels
{
    const double Factor = 2 + (Math.PI / 2);

    static readonly double Across = 2 / Math.Sqrt(Math.PI * (4 + Math.PI));
    static readonly double Up = 2 * Math.Sqrt(Math.PI / (4 + Math.PI));

    public (double Width, double Y) At(double latitude)
    {
        var distance = Outline.PolarDistance(latitude);
        var half = Math.Sin(distance / 2);
        var complement = distance == 0
            ? 0
            : Newton.Solve(default(Cap), 2 * Factor * half * half, Math.Min(Math.PI / 2, Math.Sqrt(Factor / 2) * distance));
        var (sin, cos) = Math.SinCos(complement);
        return (Across * (1 + sin), Math.CopySign(Up * cos, latitude));
    }

    public (double Width, double Latitude) Through(double y)
    {
        var complement = (Math.PI / 2) - Math.Abs(Outline.Latitude(Outline.Within(y, Up) / Up));
        var distance = 2 * Math.Asin(Math.Min(1, Math.Sqrt(default(Cap).At(complement).Value / (2 * Factor))));
        return (Across * (1 + Math.Sin(complement)), Math.CopySign((Math.PI / 2) - distance, y));
    }

    /// <summary>(2 + π/2) (1 - sin φ) as a function of π/2 - θ.</summary>
    readonly struct Cap : ICurve
    {
        public (double Value, double Slope) At(double complement)
        {
            var (sin, cos) = Math.SinCos(complement);
            var half = Math.Sin(complement / 2);
            return (complement - (sin * cos) + (4 * half * half), 2 * sin * (1 + sin));
        }
    }
}
