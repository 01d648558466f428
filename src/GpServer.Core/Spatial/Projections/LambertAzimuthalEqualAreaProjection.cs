namespace GpServer.Core.Spatial;

/// <summary>
/// Lambert azimuthal equal area on an ellipsoid or a sphere (EPSG methods 9820 and 1027; Guidance Note 7-2; Snyder, USGS Professional
/// Paper 1395, pages 187 to 190), any latitude of the centre. Authalic latitudes are series to the sixth power of the flattening, which
/// keep the digits at the poles that the arcsine of the published form loses.
/// </summary>
sealed class LambertAzimuthalEqualAreaProjection : IProjection
{
    /// <summary>What rounding may add to the squared radius of the map.</summary>
    const double RimTolerance = 1e-14;

    readonly AuthalicLatitude _authalic;
    readonly double _centralMeridian, _sinCenter, _cosCenter, _radius, _stretch, _falseEasting, _falseNorthing;

    public LambertAzimuthalEqualAreaProjection(ProjectionDefinition definition)
    {
        var ellipsoid = definition.Ellipsoid;
        _authalic = new AuthalicLatitude(ellipsoid);
        _centralMeridian = definition.Radians("central_meridian");
        _falseEasting = definition.Value("false_easting");
        _falseNorthing = definition.Value("false_northing");
        _radius = ellipsoid.SemiMajorAxis * _authalic.RadiusRatio / definition.MetresPerUnit;

        var latitude = definition.Radians("latitude_of_origin");
        (_sinCenter, _cosCenter) = _authalic.FromGeodetic(latitude);
        // At a pole the stretch that makes the scale at the centre 1 in all directions is 1; the quotient would be one of roundings.
        _stretch = _cosCenter < 1e-9 ? 1 : ellipsoid.ParallelRatio(latitude) / (_authalic.RadiusRatio * _cosCenter);
    }

    public void Forward(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var (sinLongitude, cosLongitude) = Math.SinCos(xs[i] - _centralMeridian);
            var (sin, cos) = _authalic.FromGeodetic(ys[i]);
            var (x, y) = (cos * sinLongitude, (_cosCenter * sin) - (_sinCenter * cos * cosLongitude));
            var toward = (_sinCenter * sin) + (_cosCenter * cos * cosLongitude);
            // Beyond the horizon 1 + cos c = sin² c / (1 - cos c) keeps the digits. The antipode of the centre is the whole rim of the map.
            var twice = toward > 0 ? 1 + toward : ((x * x) + (y * y)) / (1 - toward);
            var scale = twice > 1e-30 ? _radius * Math.Sqrt(2 / twice) : double.NaN;
            xs[i] = _falseEasting + (scale * _stretch * x);
            ys[i] = _falseNorthing + (scale / _stretch * y);
        }
    }

    public void Inverse(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var (x, y) = ((xs[i] - _falseEasting) / (_radius * _stretch), (ys[i] - _falseNorthing) * _stretch / _radius);
            // Of the angle c at the earth's centre: sin²(c/2), and sin c over the distance on the map.
            var half = ((x * x) + (y * y)) / 4;
            var (cos, sinRatio) = (1 - (2 * half), half <= 1 + RimTolerance ? Math.Sqrt(Math.Max(0, 1 - half)) : double.NaN);
            var (east, up) = (x * sinRatio, (cos * _sinCenter) + (y * sinRatio * _cosCenter));
            var outward = (cos * _cosCenter) - (y * sinRatio * _sinCenter);
            var across = Math.Sqrt((east * east) + (outward * outward));
            xs[i] = Longitudes.OneTurn(_centralMeridian + Math.Atan2(east, outward));
            ys[i] = _authalic.ToGeodetic(up, across);
        }
    }
}
