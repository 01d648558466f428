namespace GpServer.Core.Spatial;

/// <summary>
/// Lambert conic near-conformal (EPSG method 9817; Guidance Note 7-2): the conformal cone's radius cut after the cubic term of the
/// distance m along the meridian from the origin, k (m + m³ / 6ρν). The inverse solves that cubic to the last digit.
/// </summary>
readonly struct LambertConicNearConformal : IPointFormula
{
    readonly MeridianArc _arc;
    readonly Cone _cone;
    readonly double _originDistance, _quadrant, _scale, _cubic;

    /// <param name="definition"><c>latitude_of_origin</c>, <c>scale_factor</c>.</param>
    /// <exception cref="ArgumentException">The origin is on the equator or at a pole.</exception>
    public LambertConicNearConformal(ProjectionDefinition definition)
    {
        var ellipsoid = definition.Ellipsoid;
        var latitude = definition.Radians("latitude_of_origin");
        if (Math.Abs(latitude) is < 1e-9 or >= Math.PI / 2)
        {
            throw new ArgumentException("The parameter latitude_of_origin must be neither the equator nor a pole.");
        }

        var sin = Math.Abs(Math.Sin(latitude));
        var (nu, rho) = (ellipsoid.PrimeVertical(sin), ellipsoid.Meridional(sin));
        _arc = new MeridianArc(ellipsoid);
        _quadrant = _arc.Distance(Math.PI / 2);
        _originDistance = _arc.Distance(Math.Abs(latitude));
        _scale = definition.Value("scale_factor", 1);
        _cubic = 1 / (6 * rho * nu);
        _cone = new Cone(sin, _scale * nu / Math.Tan(Math.Abs(latitude)), latitude < 0);
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var m = _arc.Distance(_cone.Mirror(latitude)) - _originDistance;
        var radius = _cone.OriginRadius - (_scale * (m + (_cubic * m * m * m)));
        return radius >= 0 ? _cone.Place(longitude, radius) : (double.NaN, double.NaN);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var (longitude, radius) = _cone.Locate(x, y);
        var reduced = (_cone.OriginRadius - radius) / _scale;
        var m = reduced / (1 + (_cubic * reduced * reduced));
        // The cubic has one root, which is simple: Newton's steps double the digits.
        for (var step = 0; step < 20; step++)
        {
            var change = (m + (_cubic * m * m * m) - reduced) / (1 + (3 * _cubic * m * m));
            m -= change;
            if (Math.Abs(change) < 1e-9)
            {
                break;
            }
        }

        var distance = _originDistance + m;
        var latitude = Math.Abs(distance) <= _quadrant * (1 + 1e-12) ? _arc.Latitude(distance) : double.NaN;
        return (longitude, _cone.Mirror(latitude));
    }
}
