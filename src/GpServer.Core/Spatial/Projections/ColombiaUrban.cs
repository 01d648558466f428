namespace GpServer.Core.Spatial;

/// <summary>
/// Colombia Urban, or IGAC plano cartesiano (EPSG method 1052; Guidance Note 7-2): a plane at the height of a town. The inverse is that of
/// the forward formulas to the last digit, not the Guidance Note's approximation, which differs by millimetres.
/// </summary>
readonly struct ColombiaUrban : IPointFormula
{
    readonly Ellipsoid _ellipsoid;
    readonly double _latitude, _height, _originRadius, _a, _b;

    /// <param name="definition"><c>latitude_of_origin</c>, <c>projection_plane_origin_height</c> in metres.</param>
    /// <exception cref="ArgumentException">The origin is at a pole, or the height deeper than the earth.</exception>
    public ColombiaUrban(ProjectionDefinition definition)
    {
        _ellipsoid = definition.Ellipsoid;
        _latitude = definition.Radians("latitude_of_origin");
        _height = definition.Value("projection_plane_origin_height");
        if (!(Math.Abs(_latitude) < Math.PI / 2 && Math.Abs(_height) < _ellipsoid.SemiMajorAxis / 2))
        {
            throw new ArgumentException(
                "The parameter latitude_of_origin must not be a pole, nor projection_plane_origin_height half of the earth's radius.");
        }

        var sin = Math.Sin(_latitude);
        var nu = _ellipsoid.PrimeVertical(sin);
        _originRadius = _ellipsoid.Meridional(sin);
        _a = 1 + (_height / nu);
        _b = Math.Tan(_latitude) / (2 * _originRadius * nu);
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var sin = Math.Sin(latitude);
        var across = _ellipsoid.PrimeVertical(sin) * Math.Cos(latitude) * longitude;
        return (_a * across, Radius(latitude) * (latitude - _latitude + (_b * across * across)));
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var across = x / _a;
        var start = _latitude - (_b * across * across);
        var latitude = start + (y / Radius(_latitude));
        // The radius hardly depends on the latitude: each step gains five digits.
        for (var step = 0; step < 5; step++)
        {
            latitude = start + (y / Radius(latitude));
        }

        // At a pole, to a micrometre, any meridian will do.
        var longitude = Math.Abs(across) < 1e-6 ? 0 : across / (_ellipsoid.SemiMajorAxis * _ellipsoid.ParallelRatio(latitude));
        return Math.Abs(latitude) <= (Math.PI / 2) + 1e-12 && Math.Abs(longitude) <= Math.PI + 1e-12
            ? (Math.Clamp(longitude, -Math.PI, Math.PI), Math.Clamp(latitude, -Math.PI / 2, Math.PI / 2))
            : (double.NaN, double.NaN);
    }

    /// <summary>
    /// G ρ₀ of the Guidance Note: the meridional radius at the origin, enlarged by the height over the radius halfway to the latitude.
    /// </summary>
    double Radius(double latitude) =>
        _originRadius * (1 + (_height / _ellipsoid.Meridional(Math.Sin((_latitude + latitude) / 2))));
}
