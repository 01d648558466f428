namespace GpServer.Core.Spatial;

/// <summary>
/// American polyconic on an ellipsoid or a sphere (EPSG method 9818; Guidance Note 7-2; Snyder, USGS Professional Paper 1395, pages 129 to
/// 131). The published inverse does not converge far from the central meridian; this one does everywhere, see <see cref="Latitude"/>.
/// </summary>
readonly struct PolyconicFormula : IPointFormula
{
    readonly Ellipsoid _ellipsoid;
    readonly MeridianArc _arc;
    readonly double _originDistance, _quadrant;

    /// <param name="definition"><c>latitude_of_origin</c>.</param>
    public PolyconicFormula(ProjectionDefinition definition)
    {
        _ellipsoid = definition.Ellipsoid;
        _arc = new MeridianArc(_ellipsoid);
        _quadrant = _arc.Distance(Math.PI / 2);
        _originDistance = _arc.Distance(definition.Radians("latitude_of_origin"));
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        var parallel = _ellipsoid.PrimeVertical(sin) * cos;
        var angle = longitude * sin / 2;
        // ν cot φ sin E and ν cot φ (1 - cos E), without the division by the sine that the equator does not allow.
        var (sinHalf, cosHalf) = Math.SinCos(angle);
        var sinc = Math.Abs(angle) < 1e-9 ? 1 : sinHalf / angle;
        return (parallel * longitude * sinc * cosHalf,
            _arc.Distance(latitude) - _originDistance + (parallel * longitude * sinc * sinHalf));
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var north = Math.Abs(y + _originDistance);
        // No place is farther from the origin than half around the earth.
        if (!(north + Math.Abs(x) < 4 * _quadrant))
        {
            return (double.NaN, double.NaN);
        }

        var latitude = Latitude(x, north);
        var (sin, cos) = Math.SinCos(latitude);
        var nu = _ellipsoid.PrimeVertical(sin);
        var inward = (nu * cos) - ((north - _arc.Distance(latitude)) * sin);
        // Both sides of the angle times the sine, over the sine that it is a multiple of.
        var longitude = sin < 1e-9 ? x / (nu * cos) : Math.Atan2(x * sin, inward) / sin;
        longitude = Math.Abs(longitude) <= Math.PI + 1e-9 ? Math.Clamp(longitude, -Math.PI, Math.PI) : double.NaN;
        // Of the pole itself, which is one point, any longitude will do.
        if (Math.PI / 2 - latitude < 1e-12)
        {
            longitude = Math.Abs(x) + Math.Abs(north - _quadrant) < 1e-4 ? 0 : double.NaN;
        }

        return (longitude, Math.CopySign(latitude, y + _originDistance));
    }

    /// <summary>
    /// The parallel through a point, whose images are circles of radius r = ν cot φ about the ordinate M + r. With d the point's ordinate
    /// less M: g(φ) = (x² + d²) sin φ - 2 d ν cos φ is 0 there, and since d(ν cos φ)/dφ = -ρ sin φ its derivative is
    /// cos φ (x² + d² + 2 ρ ν) &gt; 0, so that there is one root, which Newton's steps between bounds find. Towards the pole the distance
    /// to the circle, f = √(x² + (d - r)²) - r, is the better function, with the derivative ρ + ν cot² φ (1 - cos E).
    /// </summary>
    double Latitude(double x, double north)
    {
        var (low, high) = (0.0, Math.PI / 2);
        var latitude = Math.Min(_arc.Latitude(Math.Min(north, _quadrant)), 1.57);
        for (var step = 0; step < 100; step++)
        {
            var (value, slope) = Miss(latitude, x, north);
            if (value == 0)
            {
                break;
            }

            var next = Newton.Next(latitude, value, slope, ref low, ref high);
            var change = Math.Abs(next - latitude);
            latitude = next;
            if (change < 1e-15)
            {
                break;
            }
        }

        return latitude;
    }

    (double Value, double Slope) Miss(double latitude, double x, double north)
    {
        var (sin, cos) = Math.SinCos(latitude);
        var (nu, rho) = (_ellipsoid.PrimeVertical(sin), _ellipsoid.Meridional(sin));
        var d = north - _arc.Distance(latitude);
        if (latitude < 0.3)
        {
            return (((x * x) + (d * d)) * sin - (2 * d * nu * cos), cos * ((x * x) + (d * d) + (2 * rho * nu)));
        }

        var radius = nu * cos / sin;
        var length = Math.Sqrt((x * x) + ((radius - d) * (radius - d)));
        var versine = length > 0 ? 1 - ((radius - d) / length) : 1;
        return (length - radius, rho + (nu * cos * cos / (sin * sin) * versine));
    }
}
