namespace GpServer.Core.Spatial;

/// <summary>
/// Stereographic projection of a sphere to which the ellipsoid is mapped conformally, for a centre that is not a pole. Either the sphere of
/// Gauss that fits at the centre: Oblique Stereographic, or double stereographic (EPSG method 9809, Guidance Note 7-2). Or that of the
/// conformal latitudes: Snyder, USGS Professional Paper 1395, page 160. Isometric latitudes are q = n ψ + c and longitudes n λ on it.
/// </summary>
readonly struct ConformalSphereStereographic : IPointFormula
{
    /// <summary>1 + the cosine of the angle from the centre within some 10 m of the antipode, which is at infinity.</summary>
    const double Nearest = 1e-12;

    readonly IsometricLatitude _isometric;
    readonly double _n, _c, _sinCenter, _cosCenter, _diameter;

    /// <param name="definition"><c>latitude_of_origin</c>, <c>scale_factor</c>.</param>
    /// <param name="isDouble">Whether the sphere is that of Gauss.</param>
    public ConformalSphereStereographic(ProjectionDefinition definition, bool isDouble)
    {
        var ellipsoid = definition.Ellipsoid;
        var latitude = definition.Radians("latitude_of_origin");
        _isometric = new IsometricLatitude(ellipsoid);
        var center = _isometric.FromGeodetic(latitude);
        var (sin, cos) = Math.SinCos(latitude);
        if (isDouble)
        {
            var e2 = ellipsoid.EccentricitySquared;
            _n = Math.Sqrt(1 + (e2 / (1 - e2) * cos * cos * cos * cos));
            _diameter = 2 * Math.Sqrt(ellipsoid.PrimeVertical(sin) * ellipsoid.Meridional(sin));
            _sinCenter = sin / _n;
            _cosCenter = Math.Sqrt(1 - (_sinCenter * _sinCenter));
            _c = Math.Atanh(_sinCenter) - (_n * center);
        }
        else
        {
            _n = 1;
            _c = 0;
            (_sinCenter, _cosCenter) = (Math.Tanh(center), 1 / Math.Cosh(center));
            _diameter = 2 * ellipsoid.SemiMajorAxis * ellipsoid.ParallelRatio(latitude) / _cosCenter;
        }

        _diameter *= definition.Value("scale_factor", 1);
    }

    /// <summary>A turn on the sphere is less than one of longitude: a sliver at the far meridian is not shown.</summary>
    public IReadOnlyList<MapSheet> Sheets(double centralMeridian) => _n == 1
        ? []
        : [new(centralMeridian - (Math.PI / _n), -Math.PI / 2, centralMeridian + (Math.PI / _n), Math.PI / 2)];

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var angle = _n * longitude;
        if (Math.Abs(angle) > Math.PI + 1e-9)
        {
            return (double.NaN, double.NaN);
        }

        var q = (_n * _isometric.FromGeodetic(latitude)) + _c;
        var (sin, cos) = (Math.Tanh(q), 1 / Math.Cosh(q));
        var (sinAngle, cosAngle) = Math.SinCos(angle);
        var (x, y) = (cos * sinAngle, (_cosCenter * sin) - (_sinCenter * cos * cosAngle));
        var toward = (_sinCenter * sin) + (_cosCenter * cos * cosAngle);
        // Beyond the horizon 1 + cos c = sin² c / (1 - cos c) keeps the digits.
        var whole = toward > 0 ? 1 + toward : ((x * x) + (y * y)) / (1 - toward);
        var scale = whole > Nearest ? _diameter / whole : double.NaN;
        return (scale * x, scale * y);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var (u, v) = (x / _diameter, y / _diameter);
        var squared = (u * u) + (v * v);
        // Cosine of the angle from the centre, and its sine over the tangent of half of it.
        var (toward, ratio) = ((1 - squared) / (1 + squared), 2 / (1 + squared));
        var up = (toward * _sinCenter) + (v * ratio * _cosCenter);
        var (east, outward) = (u * ratio, (toward * _cosCenter) - (v * ratio * _sinCenter));
        var across = Math.Sqrt((east * east) + (outward * outward));
        // artanh of the sine, from the side of the near pole.
        var q = Math.CopySign(Math.Log((1 + Math.Abs(up)) / across), up);
        var longitude = ratio > Nearest ? Math.Atan2(east, outward) / _n : double.NaN;
        return (longitude, _isometric.ToGeodetic((q - _c) / _n));
    }
}
