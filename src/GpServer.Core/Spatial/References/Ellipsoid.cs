namespace GpServer.Core.Spatial;

/// <summary>The figure of the Earth (or another body) that latitudes and longitudes of a spatial reference belong to.</summary>
/// <param name="SemiMajorAxis">Equatorial radius in metres.</param>
/// <param name="Flattening">(a - b) / a; 0 for a sphere.</param>
public readonly record struct Ellipsoid(double SemiMajorAxis, double Flattening)
{
    /// <summary>The ellipsoid of WGS 84.</summary>
    public static Ellipsoid Wgs84 { get; } = new(6378137, 1 / 298.257223563);

    /// <summary>Polar radius in metres.</summary>
    public double SemiMinorAxis => SemiMajorAxis * (1 - Flattening);

    /// <summary>(a - b) / (a + b) = f / (2 - f).</summary>
    public double ThirdFlattening => Flattening / (2 - Flattening);

    /// <summary>First eccentricity squared, f (2 - f).</summary>
    public double EccentricitySquared => Flattening * (2 - Flattening);
}
