namespace GpServer.Core.Spatial;

/// <summary>θ + sin θ, by which the areas of several maps are made equal.</summary>
readonly struct AngleAndSine : ICurve
{
    public (double Value, double Slope) At(double theta)
    {
        var (sin, cos) = Math.SinCos(theta);
        return (theta + sin, 1 + cos);
    }
}
