namespace GpServer.Core.Spatial;

/// <summary>
/// Krovak's oblique conformal cone on the sphere of Gauss (EPSG methods 9819, 1041, and 1042, 1043 with the correction of
/// <see cref="KrovakCorrection"/>; Guidance Note 7-2), as east and north: Krovak's southing and westing with the other sign.
/// </summary>
readonly struct KrovakFormula : IPointFormula
{
    readonly IsometricLatitude _isometric;
    readonly bool _isModified;
    readonly double _b, _c, _n, _radius, _sinAxis, _cosAxis;

    /// <param name="definition">
    /// <c>latitude_of_center</c>, <c>azimuth</c> (the distance in degrees of the cone's axis from the pole),
    /// <c>pseudo_standard_parallel_1</c> and <c>scale_factor</c> on it.
    /// </param>
    /// <param name="isModified">Whether the polynomial of the modified method is taken off.</param>
    /// <exception cref="ArgumentException">The pseudo standard parallel makes no cone.</exception>
    public KrovakFormula(ProjectionDefinition definition, bool isModified = false)
    {
        _isModified = isModified;
        var ellipsoid = definition.Ellipsoid;
        var latitude = definition.Radians("latitude_of_center");
        var parallel = definition.Radians("pseudo_standard_parallel_1");
        if (!(parallel > 1e-9 && parallel < Math.PI / 2 && Math.Abs(latitude) < Math.PI / 2))
        {
            throw new ArgumentException(
                "The parameter pseudo_standard_parallel_1 must lie between 0° and 90°, and latitude_of_center must not be a pole.");
        }

        var (sin, cos) = Math.SinCos(latitude);
        var e2 = ellipsoid.EccentricitySquared;
        _isometric = new IsometricLatitude(ellipsoid);
        _b = Math.Sqrt(1 + (e2 / (1 - e2) * cos * cos * cos * cos));
        _c = Math.Atanh(sin / _b) - (_b * _isometric.FromGeodetic(latitude));
        _n = Math.Sin(parallel);
        (_sinAxis, _cosAxis) = Math.SinCos(definition.Radians("azimuth"));
        // Of the circle T = 0 about the axis.
        var sphere = Math.Sqrt(ellipsoid.PrimeVertical(sin) * ellipsoid.Meridional(sin));
        _radius = definition.Value("scale_factor", 1) * sphere / Math.Tan(parallel) * Math.Exp(_n * Math.Atanh(_n));
    }

    /// <summary>A turn on the sphere is less than one of longitude: a sliver at the far meridian is not shown.</summary>
    public IReadOnlyList<MapSheet> Sheets(double centralMeridian) =>
        [new(centralMeridian - (Math.PI / _b), -Math.PI / 2, centralMeridian + (Math.PI / _b), Math.PI / 2)];

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var angle = -_b * longitude;
        if (Math.Abs(angle) > Math.PI + 1e-9)
        {
            return (double.NaN, double.NaN);
        }

        var q = (_b * _isometric.FromGeodetic(latitude)) + _c;
        var (sin, cos) = (Math.Tanh(q), 1 / Math.Cosh(q));
        var (sinAngle, cosAngle) = Math.SinCos(angle);
        // On the sphere turned to the axis of the cone: T and D of the Guidance Note.
        var up = (_cosAxis * sin) + (_sinAxis * cos * cosAngle);
        var (across, outward) = (cos * sinAngle, (_cosAxis * cos * cosAngle) - (_sinAxis * sin));
        var radius = _radius * Math.Exp(-_n * Isometric(up, across, outward));
        var (sinTheta, cosTheta) = Math.SinCos(_n * Math.Atan2(across, outward));
        var (south, west) = (radius * cosTheta, radius * sinTheta);
        if (_isModified)
        {
            (south, west) = KrovakCorrection.Apply(south, west);
        }

        return (-west, -south);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var (south, west) = (-y, -x);
        if (_isModified)
        {
            (south, west) = KrovakCorrection.Remove(south, west);
        }

        var d = Math.Atan2(west, south) / _n;
        if (!(Math.Abs(d) <= Math.PI + 1e-12))
        {
            return (double.NaN, double.NaN);
        }

        var t = Math.Log(_radius / Math.Sqrt((south * south) + (west * west))) / _n;
        if (!(t > -IsometricLatitude.Farthest))
        {
            // Opposite the cone's axis, which is at infinity.
            return (double.NaN, double.NaN);
        }

        var (sin, cos) = (Math.Tanh(t), 1 / Math.Cosh(t));
        var (sinD, cosD) = Math.SinCos(d);
        var up = (_cosAxis * sin) - (_sinAxis * cos * cosD);
        var (across, outward) = (cos * sinD, (_cosAxis * cos * cosD) + (_sinAxis * sin));
        return (-Math.Atan2(across, outward) / _b, _isometric.ToGeodetic((Isometric(up, across, outward) - _c) / _b));
    }

    /// <summary>The isometric latitude on the sphere of a direction of unit length.</summary>
    static double Isometric(double up, double across, double outward) =>
        Math.CopySign(Math.Log((1 + Math.Abs(up)) / Math.Sqrt((across * across) + (outward * outward))), up);
}
