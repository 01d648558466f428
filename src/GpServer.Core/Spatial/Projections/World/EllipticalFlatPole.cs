namespace GpServer.Core.Spatial;

/// <summary>
/// Maps by Wagner with elliptical meridians and poles as lines (Wagner, Kartographische Netzentwürfe, 1949; Snyder and Voxland, USGS
/// Professional Paper 1453): x = a λ cos (θ/2), y = b sin (θ/2), θ + sin θ = c sin φ.
/// </summary>
readonly struct EllipticalFlatPole(double across, double up, double factor) : IParallels
{
    readonly double _across = across, _up = up, _factor = factor;
    readonly double _north = up * Math.Sin(Newton.Solve(default(AngleAndSine), factor, 1) / 2);

    /// <summary>Equal areas; at the poles θ/2 is 60°.</summary>
    public static EllipticalFlatPole WagnerIV { get; } = AreaTrue(Math.PI / 3);

    /// <summary>Wagner's rounded numbers, with which areas are true at 60°.</summary>
    public static EllipticalFlatPole WagnerV { get; } = new(0.90977, 1.65014, 3.00896);

    public (double Width, double Y) At(double latitude)
    {
        var (sin, cos) = Math.SinCos(Newton.Solve(default(AngleAndSine), _factor * Math.Sin(latitude), latitude) / 2);
        return (_across * cos, _up * sin);
    }

    public (double Width, double Latitude) Through(double y)
    {
        var half = Math.Asin(Outline.Within(y, _north) / _up);
        return (_across * Math.Cos(half), Outline.Latitude(default(AngleAndSine).At(2 * half).Value / _factor));
    }

    /// <summary>Numbers that make areas true and the equator twice as long as the central meridian.</summary>
    static EllipticalFlatPole AreaTrue(double halfAngleOfPole)
    {
        var factor = default(AngleAndSine).At(2 * halfAngleOfPole).Value;
        var size = Math.Sqrt(Math.Tau * Math.Sin(halfAngleOfPole) / factor);
        return new(2 * size / Math.PI, size / Math.Sin(halfAngleOfPole), factor);
    }
}
