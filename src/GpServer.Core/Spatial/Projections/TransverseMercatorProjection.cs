namespace GpServer.Core.Spatial;

/// <summary>
/// Transverse Mercator (EPSG method 9807) by Krüger's series in the third flattening n to the sixth power: Karney, "Transverse Mercator
/// with an accuracy of a few nanometers", J. Geodesy 85 (2011), arXiv:1002.1417, equations 7 to 11 and 35, 36. Errors are nanometres to
/// 3,900 km from the central meridian and grow from there.
/// </summary>
sealed class TransverseMercatorProjection : IProjection
{
    /// <summary>
    /// The map runs to infinity at the two points on the equator 90° from the central meridian. Within some 8° of them the series
    /// no longer converge, and points are taken as outside.
    /// </summary>
    const double FarthestEta = 2.623395162778;

    /// <summary>More than half a turn along the central meridian, by more than rounding, is no place.</summary>
    const double FarthestXi = Math.PI + 1e-9;

    readonly double _eccentricity, _centralMeridian, _falseEasting, _falseNorthing, _radius;
    readonly double[] _toMap, _toSphere, _toGeodetic;

    /// <param name="definition">
    /// A negative scale factor makes x the westing and y the southing, as the south orientated variant (EPSG method 9808) has them.
    /// </param>
    public TransverseMercatorProjection(ProjectionDefinition definition)
    {
        var n = definition.Ellipsoid.ThirdFlattening;
        _toMap = LatitudeSeries.RectifyingFromConformal(n);
        _toSphere = LatitudeSeries.ConformalFromRectifying(n);
        _toGeodetic = LatitudeSeries.GeodeticFromConformal(n);
        _eccentricity = Math.Sqrt(definition.Ellipsoid.EccentricitySquared);
        _radius = definition.Value("scale_factor", 1) * LatitudeSeries.RectifyingRadius(definition.Ellipsoid.SemiMajorAxis, n)
            / definition.MetresPerUnit;
        _centralMeridian = definition.Radians("central_meridian");
        _falseEasting = definition.Value("false_easting");
        var (origin, _) = ToMap(0, definition.Radians("latitude_of_origin"));
        _falseNorthing = definition.Value("false_northing") - (_radius * origin);
    }

    public void Forward(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var (xi, eta) = ToMap(Longitudes.OneTurn(xs[i] - _centralMeridian), ys[i]);
            if (!(Math.Abs(eta) <= FarthestEta))
            {
                (xi, eta) = (double.NaN, double.NaN);
            }

            xs[i] = _falseEasting + (_radius * eta);
            ys[i] = _falseNorthing + (_radius * xi);
        }
    }

    public void Inverse(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var eta = (xs[i] - _falseEasting) / _radius;
            eta = Math.Abs(eta) <= FarthestEta ? eta : double.NaN;
            var xi = (ys[i] - _falseNorthing) / _radius;
            xi = Math.Abs(xi) <= FarthestXi ? xi : double.NaN;
            var (longitude, latitude) = FromMap(xi, eta);
            xs[i] = Longitudes.OneTurn(longitude + _centralMeridian);
            ys[i] = latitude;
        }
    }

    /// <summary>Northing and easting in rectifying radii.</summary>
    (double Xi, double Eta) ToMap(double longitude, double latitude)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(latitude);
        var (sin, cos) = Math.SinCos(longitude);
        // The tangent of the conformal latitude, times the cosine of the latitude so that the poles stay finite.
        var sigma = Math.Sinh(_eccentricity * Math.Atanh(_eccentricity * sinLatitude));
        var up = (sinLatitude * Math.Sqrt(1 + (sigma * sigma))) - sigma;
        cos *= cosLatitude;
        var across = (up * up) + (cos * cos);
        var sinhEta = sin * cosLatitude / Math.Sqrt(across);
        var (xi, eta) = (Math.Atan2(up, cos), Math.Asinh(sinhEta));
        var (moreXi, moreEta) = LatitudeSeries.Sum(
            _toMap,
            sin2: 2 * up * cos / across,
            cos2: ((cos * cos) - (up * up)) / across,
            sinh2: 2 * sinhEta * Math.Sqrt(1 + (sinhEta * sinhEta)),
            cosh2: 1 + (2 * sinhEta * sinhEta));
        return (xi + moreXi, eta + moreEta);
    }

    (double Longitude, double Latitude) FromMap(double xi, double eta)
    {
        var (sin2, cos2) = Math.SinCos(2 * xi);
        var (sinh2, cosh2) = (Math.Sinh(2 * eta), Math.Cosh(2 * eta));
        var (lessXi, lessEta) = LatitudeSeries.Sum(_toSphere, sin2, cos2, sinh2, cosh2);
        var (sin, cos) = Math.SinCos(xi - lessXi);
        var sinh = Math.Sinh(eta - lessEta);
        // The conformal latitude is the angle of (sin, across).
        var across = Math.Sqrt((sinh * sinh) + (cos * cos));
        var length = Math.Sqrt((sin * sin) + (across * across));
        var latitude = Math.Atan2(sin, across) + LatitudeSeries.Sum(_toGeodetic, sin / length, across / length);
        return (Math.Atan2(sinh, cos), latitude);
    }
}
