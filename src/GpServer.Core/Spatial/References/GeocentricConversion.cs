namespace GpServer.Core.Spatial;

/// <summary>Between geodetic longitude and latitude (radians, height 0) and geocentric x, y, z (metres) of one ellipsoid.</summary>
readonly struct GeocentricConversion
{
    readonly double a, b, e2, secondE2;

    public GeocentricConversion(Ellipsoid ellipsoid)
    {
        a = ellipsoid.SemiMajorAxis;
        b = ellipsoid.SemiMinorAxis;
        e2 = ellipsoid.EccentricitySquared;
        secondE2 = e2 / (1 - e2);
    }

    public (double X, double Y, double Z) ToGeocentric(double longitude, double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude);
        var radius = a / Math.Sqrt(1 - (e2 * sin * sin));
        return (radius * cos * cosLongitude, radius * cos * sinLongitude, radius * (1 - e2) * sin);
    }

    /// <summary>
    /// Bowring (1976), with the reduced latitude improved twice more: one step is good to about 1e-11 radians for a point near the surface,
    /// three to the last bit.
    /// </summary>
    public (double Longitude, double Latitude) ToGeodetic(double x, double y, double z)
    {
        var p = Math.Sqrt((x * x) + (y * y));
        var latitude = Math.Atan2(z * a, p * b);
        for (var step = 0; step < 3; step++)
        {
            var (sin, cos) = Math.SinCos(latitude);
            var (up, across) = (z + (secondE2 * b * sin * sin * sin), p - (e2 * a * cos * cos * cos));
            // The last step yields the geodetic latitude, the ones before it the reduced latitude.
            latitude = Math.Atan2(step == 2 ? up : up * b, step == 2 ? across : across * a);
        }

        return (Math.Atan2(y, x), latitude);
    }
}
