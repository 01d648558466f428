namespace GpServer.Core.Spatial;

/// <summary>
/// Equal Earth on an ellipsoid or a sphere (EPSG method 1078; Šavrič, Patterson and Jenny, International Journal of Geographical
/// Information Science 33 (2019), equations 5 to 7), on authalic latitudes.
/// </summary>
readonly struct EqualEarth(AuthalicLatitude authalic) : IParallels
{
    static readonly EvenPolynomial Heights = new(1.340264, -0.081106, 0, 0.000893, 0.003796);
    static readonly double Steepness = Math.Sqrt(3) / 2;

    /// <summary>sin θ = √3/2 sin β, 60° at the pole.</summary>
    static readonly double North = Heights.At(Math.PI / 3).Value;

    readonly AuthalicLatitude _authalic = authalic;
    readonly double _ratio = authalic.RadiusRatio;

    public (double Width, double Y) At(double latitude)
    {
        var theta = Math.Asin(Steepness * _authalic.FromGeodetic(latitude).Sin);
        var (y, slope) = Heights.At(theta);
        return (_ratio * Math.Cos(theta) / (Steepness * slope), _ratio * y);
    }

    public (double Width, double Latitude) Through(double y)
    {
        var height = Outline.Within(y / _ratio, North);
        var theta = Newton.Solve(Heights, height, height);
        var (sin, cos) = Math.SinCos(Outline.Latitude(Math.Sin(theta) / Steepness));
        return (_ratio * Math.Cos(theta) / (Steepness * Heights.At(theta).Slope), _authalic.ToGeodetic(sin, cos));
    }
}
