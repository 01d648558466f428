namespace GpServer.Core.Spatial;

/// <summary>An ellipsoid of revolution: semi-major axis in metres, flattening (0 for a sphere).</summary>
public readonly record struct Ellipsoid(double SemiMajorAxis, double Flattening)
{
    /// <summary>WGS 84.</summary>
    public static Ellipsoid Wgs84 { get; } = new(6378137, 1 / 298.257223563);
}
