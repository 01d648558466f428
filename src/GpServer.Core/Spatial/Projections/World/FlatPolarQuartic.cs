namespace GpServer.Core.Spatial;

/// <summary>
/// McBryde-Thomas flat-polar quartic (Snyder and Voxland, USGS Professional Paper 1453): sin (θ/2) + sin θ = (1 + √2/2) sin φ.
/// </summary>
readonly struct FlatPolarQuartic : IParallels
{
    static readonly double Factor = 1 + (Math.Sqrt(2) / 2);
    static readonly double Across = 1 / Math.Sqrt((3 * Math.Sqrt(2)) + 6);
    static readonly double Up = 2 * Math.Sqrt(3) / Math.Sqrt(2 + Math.Sqrt(2));

    public (double Width, double Y) At(double latitude)
    {
        var theta = Newton.Solve(default(Sines), Factor * Math.Sin(latitude), latitude);
        return (Width(theta), Up * Math.Sin(theta / 2));
    }

    public (double Width, double Latitude) Through(double y)
    {
        var theta = 2 * Math.Asin(Outline.Within(y, Up / Math.Sqrt(2)) / Up);
        return (Width(theta), Outline.Latitude(default(Sines).At(theta).Value / Factor));
    }

    static double Width(double theta) => Across * (1 + (2 * Math.Cos(theta) / Math.Cos(theta / 2)));

    readonly struct Sines : ICurve
    {
        public (double Value, double Slope) At(double theta)
        {
            var (sinHalf, cosHalf) = Math.SinCos(theta / 2);
            var (sin, cos) = Math.SinCos(theta);
            return (sinHalf + sin, (cosHalf / 2) + cos);
        }
    }
}
