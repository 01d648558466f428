namespace GpServer.Core.Spatial;

/// <summary>Eckert VI (Snyder, USGS Professional Paper 1395, pages 253 to 258): θ + sin θ = (1 + π/2) sin φ.</summary>
readonly struct EckertVI : IParallels
{
    const double Factor = 1 + (Math.PI / 2);

    static readonly double Across = 1 / Math.Sqrt(2 + Math.PI);
    static readonly double Up = 2 * Across;

    public (double Width, double Y) At(double latitude)
    {
        var theta = Newton.Solve(default(AngleAndSine), Factor * Math.Sin(latitude), latitude);
        return (Width(theta), Up * theta);
    }

    public (double Width, double Latitude) Through(double y)
    {
        var theta = Outline.Within(y, Up * Math.PI / 2) / Up;
        return (Width(theta), Outline.Latitude(default(AngleAndSine).At(theta).Value / Factor));
    }

    static double Width(double theta) => Across * (1 + Math.Cos(theta));
}
