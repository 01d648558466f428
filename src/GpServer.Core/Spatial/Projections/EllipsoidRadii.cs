namespace GpServer.Core.Spatial;

/// <summary>Radii of curvature of an ellipsoid in metres (Snyder, USGS Professional Paper 1395, pages 24 and 25).</summary>
static class EllipsoidRadii
{
    /// <summary>ν = a / √(1 - e² sin²φ), across the meridian.</summary>
    public static double PrimeVertical(this Ellipsoid ellipsoid, double sinLatitude) =>
        ellipsoid.SemiMajorAxis / Math.Sqrt(1 - (ellipsoid.EccentricitySquared * sinLatitude * sinLatitude));

    /// <summary>ρ = a (1 - e²) / (1 - e² sin²φ)^1.5, along the meridian.</summary>
    public static double Meridional(this Ellipsoid ellipsoid, double sinLatitude)
    {
        var w2 = 1 - (ellipsoid.EccentricitySquared * sinLatitude * sinLatitude);
        return ellipsoid.SemiMajorAxis * (1 - ellipsoid.EccentricitySquared) / (w2 * Math.Sqrt(w2));
    }

    /// <summary>ν cos φ / a, which Snyder calls m: the radius of a parallel in semi-major axes.</summary>
    public static double ParallelRatio(this Ellipsoid ellipsoid, double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        return Math.Abs(latitude) >= Math.PI / 2 ? 0 : cos / Math.Sqrt(1 - (ellipsoid.EccentricitySquared * sin * sin));
    }
}
