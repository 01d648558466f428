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
    /// three to the last bit. Sine and cosine come from the sides of the triangle, so that only the result costs an arctangent.
    /// </summary>
    public (double Longitude, double Latitude) ToGeodetic(double x, double y, double z)
    {
        var p = Math.Sqrt((x * x) + (y * y));
        var (up, across) = Improve(z, p, z * a, p * b);
        (up, across) = Improve(z, p, up * b, across * a);
        (up, across) = Improve(z, p, up * b, across * a);
        return (Math.Atan2(y, x), Math.Atan2(up, across));
    }

    /// <summary>Sides of the geodetic latitude from those of the reduced latitude.</summary>
    (double Up, double Across) Improve(double z, double p, double reducedUp, double reducedAcross)
    {
        var length = Math.Sqrt((reducedUp * reducedUp) + (reducedAcross * reducedAcross));
        var (sin, cos) = (reducedUp / length, reducedAcross / length);
        return (z + (secondE2 * b * sin * sin * sin), p - (e2 * a * cos * cos * cos));
    }
}
