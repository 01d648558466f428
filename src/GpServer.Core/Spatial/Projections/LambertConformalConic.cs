namespace GpServer.Core.Spatial;

/// <summary>
/// Lambert conic conformal (EPSG methods 9801, 9802 and, with the parameters of the table, 1051 and 9803; Guidance Note 7-2; Snyder, USGS
/// Professional Paper 1395, pages 107 to 109), in isometric latitudes ψ: ρ = a k m₁ / n · exp(-n (ψ - ψ₁)).
/// </summary>
readonly struct LambertConformalConic : IPointFormula
{
    readonly IsometricLatitude _isometric;
    readonly Cone _cone;
    readonly double _firstIsometric, _firstRadius;
    readonly int _eastward;

    /// <param name="definition">
    /// <c>standard_parallel_1</c> (otherwise <c>latitude_of_origin</c>), <c>standard_parallel_2</c> (otherwise the first),
    /// <c>scale_factor</c>.
    /// </param>
    /// <param name="isWest">
    /// Whether x is the westing, the false origin less what is east (EPSG method 9826, Lambert Conic Conformal (West Orientated)).
    /// </param>
    /// <exception cref="ArgumentException">The parallels make no cone.</exception>
    public LambertConformalConic(ProjectionDefinition definition, bool isWest = false)
    {
        var ellipsoid = definition.Ellipsoid;
        _isometric = new IsometricLatitude(ellipsoid);
        _eastward = isWest ? -1 : 1;
        var (first, second, isMirrored) = Cone.StandardParallels(definition);
        if (Math.Max(Math.Abs(first), Math.Abs(second)) >= Math.PI / 2)
        {
            throw new ArgumentException("The parameters standard_parallel_1 and standard_parallel_2 must not be at a pole.");
        }

        _firstIsometric = _isometric.FromGeodetic(first);
        var m = ellipsoid.ParallelRatio(first);
        var n = Math.Abs(first - second) < 1e-10
            ? Math.Sin(first)
            : Math.Log(m / ellipsoid.ParallelRatio(second)) / (_isometric.FromGeodetic(second) - _firstIsometric);
        _firstRadius = ellipsoid.SemiMajorAxis * definition.Value("scale_factor", 1) * m / n;
        _cone = new Cone(n, 0, isMirrored);
        var origin = Radius(_cone.Mirror(definition.Radians("latitude_of_origin")));
        if (!double.IsFinite(origin))
        {
            throw new ArgumentException(
                "The parameter latitude_of_origin is the pole that the cone of the standard parallels never reaches.");
        }

        _cone = _cone with { OriginRadius = origin };
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var (x, y) = _cone.Place(longitude, Radius(_cone.Mirror(latitude)));
        return (_eastward * x, y);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var (longitude, radius) = _cone.Locate(_eastward * x, y);
        var isometric = _firstIsometric - (Math.Log(radius / _firstRadius) / _cone.N);
        // So far out is no place but the other pole, which is at infinity.
        return isometric > -IsometricLatitude.Farthest
            ? (longitude, _cone.Mirror(_isometric.ToGeodetic(isometric)))
            : (double.NaN, double.NaN);
    }

    double Radius(double latitude) => _firstRadius * Math.Exp(_cone.N * (_firstIsometric - _isometric.FromGeodetic(latitude)));
}
