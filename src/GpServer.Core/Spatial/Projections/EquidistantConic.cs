namespace GpServer.Core.Spatial;

/// <summary>
/// Equidistant conic (EPSG method 1119; Snyder, USGS Professional Paper 1395, pages 113 and 114), distances along the meridian by series.
/// </summary>
readonly struct EquidistantConic : IPointFormula
{
    readonly MeridianArc _arc;
    readonly Cone _cone;
    readonly double _equatorRadius, _quadrant;

    /// <param name="definition"><c>standard_parallel_1</c>, <c>standard_parallel_2</c> (otherwise the first).</param>
    /// <exception cref="ArgumentException">The parallels make no cone.</exception>
    public EquidistantConic(ProjectionDefinition definition)
    {
        var ellipsoid = definition.Ellipsoid;
        _arc = new MeridianArc(ellipsoid);
        _quadrant = _arc.Distance(Math.PI / 2);
        var (first, second, isMirrored) = Cone.StandardParallels(definition);
        var m = ellipsoid.SemiMajorAxis * ellipsoid.ParallelRatio(first);
        var n = Math.Abs(first - second) < 1e-10
            ? Math.Sin(first)
            : (m - (ellipsoid.SemiMajorAxis * ellipsoid.ParallelRatio(second))) / (_arc.Distance(second) - _arc.Distance(first));
        _equatorRadius = (m / n) + _arc.Distance(first);
        _cone = new Cone(n, 0, isMirrored);
        _cone = _cone with { OriginRadius = _equatorRadius - _arc.Distance(_cone.Mirror(definition.Radians("latitude_of_origin"))) };
    }

    public (double X, double Y) Forward(double longitude, double latitude) =>
        _cone.Place(longitude, _equatorRadius - _arc.Distance(_cone.Mirror(latitude)));

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var (longitude, radius) = _cone.Locate(x, y);
        var distance = _equatorRadius - radius;
        var latitude = Math.Abs(distance) <= _quadrant * (1 + 1e-12) ? _arc.Latitude(distance) : double.NaN;
        return (longitude, _cone.Mirror(latitude));
    }
}
