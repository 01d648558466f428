namespace GpServer.Core.Spatial;

/// <summary>Between geodetic longitude and latitude (radians, height 0) and geocentric x, y, z (metres) of one ellipsoid.</summary>
readonly struct GeocentricConversion
{
    readonly double _a, _b, _e2, _secondE2;

    public GeocentricConversion(Ellipsoid ellipsoid)
    {
        _a = ellipsoid.SemiMajorAxis;
        _b = ellipsoid.SemiMinorAxis;
        _e2 = ellipsoid.EccentricitySquared;
        _secondE2 = _e2 / (1 - _e2);
    }

    public (double X, double Y, double Z) ToGeocentric(double longitude, double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude);
        var radius = _a / Math.Sqrt(1 - (_e2 * sin * sin));
        return (radius * cos * cosLongitude, radius * cos * sinLongitude, radius * (1 - _e2) * sin);
    }

    /// <summary>
    /// Bowring (1976), with the reduced latitude improved twice more: one step is good to about 1e-11 radians for a point near the surface,
    /// three to the last bit. Sine and cosine come from the sides of the triangle, so that only the result costs an arctangent.
    /// </summary>
    public (double Longitude, double Latitude) ToGeodetic(double x, double y, double z)
    {
        var p = Math.Sqrt((x * x) + (y * y));
        var (up, across) = Improve(z, p, z * _a, p * _b);
        (up, across) = Improve(z, p, up * _b, across * _a);
        (up, across) = Improve(z, p, up * _b, across * _a);
        return (Math.Atan2(y, x), Math.Atan2(up, across));
    }

    /// <summary>Sides of the geodetic latitude from those of the reduced latitude.</summary>
    (double Up, double Across) Improve(double z, double p, double reducedUp, double reducedAcross)
    {
        var length = Math.Sqrt((reducedUp * reducedUp) + (reducedAcross * reducedAcross));
        var (sin, cos) = (reducedUp / length, reducedAcross / length);
        return (z + (_secondE2 * _b * sin * sin * sin), p - (_e2 * _a * cos * cos * cos));
    }
}
