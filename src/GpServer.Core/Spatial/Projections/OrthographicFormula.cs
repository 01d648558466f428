namespace GpServer.Core.Spatial;

/// <summary>
/// Orthographic on an ellipsoid (EPSG method 9840) or a sphere (9839; Snyder, USGS Professional Paper 1395, pages 148 to 150), turned by an
/// azimuth and scaled as Local Orthographic is (EPSG method 1130); Guidance Note 7-2. The inverse is the point where the line of sight
/// meets the ellipsoid, in closed form. Only the half of the earth that faces the viewer is on the map.
/// </summary>
readonly struct OrthographicFormula : IPointFormula
{
    const double Tolerance = 1e-12;

    readonly Ellipsoid _ellipsoid;
    readonly double _e2, _sinCenter, _cosCenter, _centerNu, _scale, _sinAzimuth, _cosAzimuth;

    /// <param name="definition">
    /// <c>latitude_of_origin</c> or <c>latitude_of_center</c>; <c>azimuth</c> of the y axis in degrees; <c>scale_factor</c>.
    /// </param>
    /// <param name="isSphere">Whether latitudes are taken as those of a sphere with the equator's radius.</param>
    public OrthographicFormula(ProjectionDefinition definition, bool isSphere)
    {
        var ellipsoid = definition.Ellipsoid;
        _ellipsoid = isSphere ? ellipsoid with { Flattening = 0 } : ellipsoid;
        _e2 = _ellipsoid.EccentricitySquared;
        var latitude = definition.Value("latitude_of_origin", definition.Value("latitude_of_center"));
        (_sinCenter, _cosCenter) = Math.Abs(latitude) == 90 ? (Math.Sign(latitude), 0) : Math.SinCos(double.DegreesToRadians(latitude));
        _centerNu = _ellipsoid.PrimeVertical(_sinCenter);
        (_sinAzimuth, _cosAzimuth) = Math.SinCos(definition.Radians("azimuth"));
        _scale = definition.Value("scale_factor", 1);
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude);
        if ((_sinCenter * sin) + (_cosCenter * cos * cosLongitude) < -Tolerance)
        {
            return (double.NaN, double.NaN);
        }

        var nu = _ellipsoid.PrimeVertical(sin);
        var east = nu * cos * sinLongitude;
        var north = (nu * ((sin * _cosCenter) - (cos * _sinCenter * cosLongitude)))
            + (_e2 * ((_centerNu * _sinCenter) - (nu * sin)) * _cosCenter);
        return (_scale * ((east * _cosAzimuth) - (north * _sinAzimuth)), _scale * ((east * _sinAzimuth) + (north * _cosAzimuth)));
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var east = ((x * _cosAzimuth) + (y * _sinAzimuth)) / _scale;
        var north = ((y * _cosAzimuth) - (x * _sinAzimuth)) / _scale;
        // The line of sight, geocentric: (outward, up) = start + height × (cos, sin) of the centre.
        var outward = (_centerNu * _cosCenter) - (north * _sinCenter);
        var up = (_centerNu * (1 - _e2) * _sinCenter) + (north * _cosCenter);
        // east² + outward² + up² / (1 - e²) = a², a quadratic equation for the height.
        var a = (_cosCenter * _cosCenter) + (_sinCenter * _sinCenter / (1 - _e2));
        var b = (outward * _cosCenter) + (up * _sinCenter / (1 - _e2));
        var c = (east * east) + (outward * outward) + (up * up / (1 - _e2)) - (_ellipsoid.SemiMajorAxis * _ellipsoid.SemiMajorAxis);
        var root = (b * b) - (a * c);
        if (!(root >= -Tolerance * b * b))
        {
            return (double.NaN, double.NaN);
        }

        var height = (Math.Sqrt(Math.Max(0, root)) - b) / a;
        outward += height * _cosCenter;
        up += height * _sinCenter;
        return (Math.Atan2(east, outward), Math.Atan2(up, (1 - _e2) * Math.Sqrt((east * east) + (outward * outward))));
    }
}
