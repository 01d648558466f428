namespace GpServer.Core.Spatial;

/// <summary>
/// Albers equal area on an ellipsoid or a sphere (EPSG method 9822; Guidance Note 7-2; Snyder, USGS Professional Paper 1395, pages 100 to
/// 102). With the authalic latitude β the squared radius of a parallel is that of the pole and a multiple of 1 - sin β, which keeps all
/// digits near the pole.
/// </summary>
readonly struct AlbersEqualArea : IPointFormula
{
    const double Tolerance = 1e-12;

    readonly AuthalicLatitude _authalic;
    readonly Cone _cone;
    readonly double _scale, _pole, _growth;

    /// <param name="definition"><c>standard_parallel_1</c>, <c>standard_parallel_2</c> (otherwise the first).</param>
    /// <exception cref="ArgumentException">The parallels make no cone.</exception>
    public AlbersEqualArea(ProjectionDefinition definition)
    {
        var ellipsoid = definition.Ellipsoid;
        _authalic = new AuthalicLatitude(ellipsoid);
        var (first, second, isMirrored) = Cone.StandardParallels(definition);
        // q at the pole and at the first parallel.
        var most = 2 * _authalic.RadiusRatio * _authalic.RadiusRatio;
        var q = most * _authalic.FromGeodetic(first).Sin;
        var m = ellipsoid.ParallelRatio(first);
        var n = Math.Sin(first);
        if (Math.Abs(first - second) >= 1e-10)
        {
            var m2 = ellipsoid.ParallelRatio(second);
            n = (m - m2) * (m + m2) / ((most * _authalic.FromGeodetic(second).Sin) - q);
        }

        _scale = ellipsoid.SemiMajorAxis / n;
        _growth = n * most;
        _pole = Math.Max(0, (m * m) + (n * (q - most)));
        _cone = new Cone(n, 0, isMirrored);
        _cone = _cone with { OriginRadius = Radius(_cone.Mirror(definition.Radians("latitude_of_origin"))) };
    }

    public (double X, double Y) Forward(double longitude, double latitude) => _cone.Place(longitude, Radius(_cone.Mirror(latitude)));

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var (longitude, radius) = _cone.Locate(x, y);
        radius /= _scale;
        // 1 - sin β
        var less = ((radius * radius) - _pole) / _growth;
        if (!(less >= -Tolerance && less <= 2 + Tolerance))
        {
            return (double.NaN, double.NaN);
        }

        less = Math.Clamp(less, 0, 2);
        return (longitude, _cone.Mirror(_authalic.ToGeodetic(1 - less, Math.Sqrt(less * (2 - less)))));
    }

    double Radius(double latitude)
    {
        var (sin, cos) = _authalic.FromGeodetic(latitude);
        var less = sin > 0 ? cos * cos / (1 + sin) : 1 - sin;
        return _scale * Math.Sqrt(_pole + (_growth * less));
    }
}
