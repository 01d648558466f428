namespace GpServer.Core.Spatial;

/// <summary>
/// Lambert azimuthal equal area on an ellipsoid or a sphere (EPSG methods 9820 and 1027; Guidance Note 7-2; Snyder, USGS Professional
/// Paper 1395, pages 187 to 190), any latitude of the centre. Authalic latitudes are series to the sixth power of the flattening, which
/// keep the digits at the poles that the arcsine of the published form loses.
/// </summary>
sealed class LambertAzimuthalEqualAreaProjection : IProjection
{
    readonly double[] _toAuthalic, _toGeodetic;
    readonly double _centralMeridian, _sinCenter, _cosCenter, _radius, _stretch, _falseEasting, _falseNorthing;

    public LambertAzimuthalEqualAreaProjection(ProjectionDefinition definition)
    {
        var ellipsoid = definition.Ellipsoid;
        _toAuthalic = LatitudeSeries.AuthalicFromGeodetic(ellipsoid.ThirdFlattening);
        _toGeodetic = LatitudeSeries.GeodeticFromAuthalic(ellipsoid.ThirdFlattening);
        _centralMeridian = definition.Radians("central_meridian");
        _falseEasting = definition.Value("false_easting");
        _falseNorthing = definition.Value("false_northing");

        // The radius of the sphere of the same area.
        var e2 = ellipsoid.EccentricitySquared;
        var e = Math.Sqrt(e2);
        var quotient = e == 0 ? 1 : Math.Sqrt((1 + ((1 - e2) * Math.Atanh(e) / e)) / 2);
        _radius = ellipsoid.SemiMajorAxis * quotient / definition.MetresPerUnit;

        var latitude = definition.Radians("latitude_of_origin");
        var (sin, cos) = Math.SinCos(latitude);
        (_sinCenter, _cosCenter) = Authalic(latitude);
        // At a pole the stretch that makes the scale at the centre 1 in all directions is 1; the quotient would be one of roundings.
        _stretch = cos < 1e-9 ? 1 : cos / (Math.Sqrt(1 - (e2 * sin * sin)) * quotient * _cosCenter);
    }

    public void Forward(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var (sinLongitude, cosLongitude) = Math.SinCos(xs[i] - _centralMeridian);
            var (sin, cos) = Authalic(ys[i]);
            // The antipode of the centre is the whole rim of the map and becomes infinite here.
            var scale = _radius * Math.Sqrt(2 / (1 + (_sinCenter * sin) + (_cosCenter * cos * cosLongitude)));
            xs[i] = _falseEasting + (scale * _stretch * cos * sinLongitude);
            ys[i] = _falseNorthing + (scale / _stretch * ((_cosCenter * sin) - (_sinCenter * cos * cosLongitude)));
        }
    }

    public void Inverse(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var (x, y) = ((xs[i] - _falseEasting) / (_radius * _stretch), (ys[i] - _falseNorthing) * _stretch / _radius);
            // Of the angle c at the earth's centre: sin²(c/2), and sin c over the distance on the map.
            var half = ((x * x) + (y * y)) / 4;
            var (cos, sinRatio) = (1 - (2 * half), Math.Sqrt(1 - half));
            var (east, up) = (x * sinRatio, (cos * _sinCenter) + (y * sinRatio * _cosCenter));
            var outward = (cos * _cosCenter) - (y * sinRatio * _sinCenter);
            var across = Math.Sqrt((east * east) + (outward * outward));
            xs[i] = Longitudes.OneTurn(_centralMeridian + Math.Atan2(east, outward));
            ys[i] = Math.Atan2(up, across) + LatitudeSeries.Sum(_toGeodetic, up, across);
        }
    }

    (double Sin, double Cos) Authalic(double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        return Math.SinCos(latitude + LatitudeSeries.Sum(_toAuthalic, sin, cos));
    }
}
