namespace GpServer.Core.Spatial;

/// <summary>
/// Hotine oblique Mercator, variants A and B (EPSG methods 9812 and 9815; Guidance Note 7-2; Snyder, USGS Professional Paper 1395, pages
/// 70 to 75). With F = D + √(D² - 1) = exp(arsinh G) and t = exp(-ψ) the published formulas become those below, in which no azimuth and
/// no latitude of the centre loses digits: G² = D² - 1 = (1 - e²) tan²φ / (1 - e² sin²φ).
/// </summary>
sealed class HotineObliqueMercatorProjection : IProjection
{
    /// <summary>The map runs to infinity at the two poles of its central line. Some 600 m around them are taken as outside.</summary>
    const double FarthestV = 10;

    /// <summary>More than half a turn along the central line, by more than rounding, is no place.</summary>
    const double FarthestU = Math.PI + 1e-9;

    readonly IsometricLatitude _isometric;
    readonly double _b, _radius, _centralMeridian, _centerAngle, _centerQ, _centerU, _falseEasting, _falseNorthing;
    readonly double _sinGamma, _cosGamma, _sinGrid, _cosGrid;

    /// <param name="definition">Latitude and longitude of the centre, azimuth, rectified grid angle and scale there.</param>
    /// <param name="originAtCenter">
    /// Whether false easting and northing count at the centre (variant B), or at the natural origin, where the central line crosses the
    /// equator of the aposphere (variant A).
    /// </param>
    public HotineObliqueMercatorProjection(ProjectionDefinition definition, bool originAtCenter)
    {
        var (sin, cos) = Math.SinCos(definition.Radians("latitude_of_center"));
        var (sinAzimuth, cosAzimuth) = Math.SinCos(definition.Radians("azimuth"));
        var e2 = definition.Ellipsoid.EccentricitySquared;
        var w2 = 1 - (e2 * sin * sin);
        var g = Math.Sqrt((1 - e2) / w2) * sin / cos;
        var d = Math.Sqrt(1 + (g * g));
        _isometric = new IsometricLatitude(definition.Ellipsoid);
        _b = Math.Sqrt(1 + (e2 / (1 - e2) * cos * cos * cos * cos));
        _radius = definition.Value("scale_factor", 1) * definition.Ellipsoid.SemiMajorAxis * Math.Sqrt(1 - e2) / w2
            / definition.MetresPerUnit;
        // The azimuth of the central line at the natural origin, and the way from there to the centre.
        (_sinGamma, _cosGamma) = (sinAzimuth / d, Math.Sqrt((g * g) + (cosAzimuth * cosAzimuth)) / d);
        _centerAngle = Math.Atan2(g * sinAzimuth, d * cosAzimuth);
        _centerU = originAtCenter ? Math.Atan2(g, cosAzimuth) : 0;
        _centerQ = Math.Asinh(g) - (_b * _isometric.FromGeodetic(definition.Radians("latitude_of_center")));
        _centralMeridian = definition.Radians("longitude_of_center");
        (_sinGrid, _cosGrid) = Math.SinCos(definition.Radians("rectified_grid_angle"));
        _falseEasting = definition.Value("false_easting");
        _falseNorthing = definition.Value("false_northing");
    }

    public void Forward(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var longitude = _b * Longitudes.OneTurn(xs[i] - _centralMeridian);
            var (sin, cos) = Math.SinCos(longitude + _centerAngle);
            var q = _centerQ + (_b * _isometric.FromGeodetic(ys[i]));
            var (tanh, sech) = (Math.Tanh(q), 1 / Math.Cosh(q));
            var (along, ahead) = ((tanh * _cosGamma) + (sech * sin * _sinGamma), sech * cos);
            var v = -Isometric((tanh * _sinGamma) - (sech * sin * _cosGamma), along, ahead);
            // A turn on the aposphere is less than one of longitude: a sliver at the far meridian is not shown.
            var u = Math.Abs(v) <= FarthestV && Math.Abs(longitude) <= Math.PI + 1e-9 ? Math.Atan2(along, ahead) - _centerU : double.NaN;
            v = double.IsNaN(u) ? u : v;
            xs[i] = _falseEasting + (_radius * ((v * _cosGrid) + (u * _sinGrid)));
            ys[i] = _falseNorthing + (_radius * ((u * _cosGrid) - (v * _sinGrid)));
        }
    }

    public void Inverse(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var (x, y) = ((xs[i] - _falseEasting) / _radius, (ys[i] - _falseNorthing) / _radius);
            var v = (x * _cosGrid) - (y * _sinGrid);
            var u = (y * _cosGrid) + (x * _sinGrid) + _centerU;
            v = Math.Abs(v) <= FarthestV && Math.Abs(u) <= FarthestU ? v : double.NaN;
            var (sin, cos) = Math.SinCos(u);
            var (tanh, sech) = (Math.Tanh(-v), 1 / Math.Cosh(v));
            var (across, ahead) = ((sech * sin * _sinGamma) - (tanh * _cosGamma), sech * cos);
            var q = Isometric((tanh * _sinGamma) + (sech * sin * _cosGamma), across, ahead);
            var angle = Math.Atan2(across, ahead);
            xs[i] = Longitudes.OneTurn(_centralMeridian + (Longitudes.OneTurn(angle - _centerAngle) / _b));
            ys[i] = _isometric.ToGeodetic((q - _centerQ) / _b);
        }
    }

    /// <summary>artanh of the first ordinate of a direction of unit length, which keeps its digits near the ends.</summary>
    static double Isometric(double up, double across, double ahead) =>
        Math.CopySign(Math.Log((1 + Math.Abs(up)) / Math.Sqrt((across * across) + (ahead * ahead))), up);
}
