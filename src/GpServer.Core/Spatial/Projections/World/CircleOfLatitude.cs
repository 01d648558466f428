namespace GpServer.Core.Spatial;

/// <summary>Circles of latitude.</summary>
static class CircleOfLatitude
{
    /// <summary>
    /// The radius in semi-major axes of the parallel at a latitude in radians, ν cos φ (Snyder, USGS Professional Paper 1395, page 25).
    /// </summary>
    public static double Radius(double latitude, double eccentricitySquared)
    {
        var (sin, cos) = Math.SinCos(latitude);
        return cos / Math.Sqrt(1 - (eccentricitySquared * sin * sin));
    }
}
