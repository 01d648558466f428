using System.Numerics;

namespace GpServer.Core.Spatial;

/// <summary>
/// Laborde's oblique Mercator for Madagascar (EPSG method 9813; Guidance Note 7-2): the sphere of Gauss, a transverse Mercator H of it
/// about the centre, and H + G H³, which turns the line of constant scale to the azimuth. All in closed form but the root of that cubic.
/// PROJ 9 computes Laborde's series in the differences of the coordinates, which are cut: 12 mm from this at 4° from the centre.
/// </summary>
readonly struct LabordeObliqueMercator : IPointFormula
{
    /// <summary>Radii from the centre within which the cubic has one inverse (|3 G H²| stays below 1), some 10,000 km.</summary>
    const double Farthest = 1.6;

    readonly IsometricLatitude _isometric;
    readonly double _b, _c, _radius, _sinCenter, _cosCenter;
    readonly Complex _g;

    /// <param name="definition"><c>latitude_of_center</c>, <c>azimuth</c> in degrees, <c>scale_factor</c>.</param>
    /// <exception cref="ArgumentException">The centre is at a pole.</exception>
    public LabordeObliqueMercator(ProjectionDefinition definition)
    {
        var ellipsoid = definition.Ellipsoid;
        var latitude = definition.Radians("latitude_of_center");
        if (!(Math.Abs(latitude) < Math.PI / 2))
        {
            throw new ArgumentException("The parameter latitude_of_center must not be a pole.");
        }

        var (sin, cos) = Math.SinCos(latitude);
        var e2 = ellipsoid.EccentricitySquared;
        _isometric = new IsometricLatitude(ellipsoid);
        _b = Math.Sqrt(1 + (e2 / (1 - e2) * cos * cos * cos * cos));
        _sinCenter = sin / _b;
        _cosCenter = Math.Sqrt(1 - (_sinCenter * _sinCenter));
        _c = Math.Atanh(_sinCenter) - (_b * _isometric.FromGeodetic(latitude));
        _radius = definition.Value("scale_factor", 1) * Math.Sqrt(ellipsoid.PrimeVertical(sin) * ellipsoid.Meridional(sin));
        var (sinTwice, cosTwice) = Math.SinCos(2 * definition.Radians("azimuth"));
        _g = new Complex(1 - cosTwice, sinTwice) / 12;
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var q = (_b * _isometric.FromGeodetic(latitude)) + _c;
        var (sin, cos) = (Math.Tanh(q), 1 / Math.Cosh(q));
        var (sinAngle, cosAngle) = Math.SinCos(_b * longitude);
        var outward = (cos * cosAngle * _cosCenter) + (sin * _sinCenter);
        var up = (sin * _cosCenter) - (cos * cosAngle * _sinCenter);
        var h = new Complex(Math.Atan2(up, outward), Math.Atanh(cos * sinAngle));
        if (!IsNear(h) || Math.Abs(_b * longitude) > Math.PI + 1e-9)
        {
            return (double.NaN, double.NaN);
        }

        var map = _radius * (h + (_g * h * h * h));
        return (map.Imaginary, map.Real);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var map = new Complex(y, x) / _radius;
        var h = map;
        for (var step = 0; step < 30; step++)
        {
            var squared = h * h;
            var next = (map + (2 * _g * h * squared)) / (1 + (3 * _g * squared));
            var change = Math.Abs(next.Real - h.Real) + Math.Abs(next.Imaginary - h.Imaginary);
            h = next;
            if (change < 1e-15)
            {
                break;
            }
        }

        var miss = h + (_g * h * h * h) - map;
        if (!(IsNear(h) && Math.Abs(miss.Real) + Math.Abs(miss.Imaginary) < 1e-12))
        {
            return (double.NaN, double.NaN);
        }

        var (sin, cos) = Math.SinCos(h.Real);
        var (tanh, sech) = (Math.Tanh(h.Imaginary), 1 / Math.Cosh(h.Imaginary));
        var up = sech * ((sin * _cosCenter) + (cos * _sinCenter));
        var outward = sech * ((cos * _cosCenter) - (sin * _sinCenter));
        var across = Math.Sqrt((outward * outward) + (tanh * tanh));
        var q = Math.CopySign(Math.Log((1 + Math.Abs(up)) / across), up);
        return (Math.Atan2(tanh, outward) / _b, _isometric.ToGeodetic((q - _c) / _b));
    }

    static bool IsNear(Complex value) => (value.Real * value.Real) + (value.Imaginary * value.Imaginary) <= Farthest * Farthest;
}
