namespace GpServer.Core.Spatial;

/// <summary>
/// Bonne (EPSG methods 9827 and 9828; Guidance Note 7-2; Snyder, USGS Professional Paper 1395, pages 139 and 140): parallels are arcs about
/// one centre in their true distances and lengths. Distances along the meridian by series, so that the inverse is exact.
/// </summary>
readonly struct BonneFormula : IPointFormula
{
    readonly Ellipsoid _ellipsoid;
    readonly MeridianArc _arc;
    readonly double _originRadius, _equatorRadius, _quadrant;
    readonly bool _isMirrored;

    /// <param name="definition"><c>latitude_of_origin</c>: the parallel that crosses all meridians at right angles.</param>
    /// <exception cref="ArgumentException">That is the equator.</exception>
    public BonneFormula(ProjectionDefinition definition)
    {
        _ellipsoid = definition.Ellipsoid;
        _arc = new MeridianArc(_ellipsoid);
        _quadrant = _arc.Distance(Math.PI / 2);
        var latitude = definition.Radians("latitude_of_origin");
        if (Math.Abs(latitude) < 1e-9)
        {
            throw new ArgumentException("The parameter latitude_of_origin must not be the equator, where the map is a sinusoidal one.");
        }

        _isMirrored = latitude < 0;
        _originRadius = _ellipsoid.SemiMajorAxis * _ellipsoid.ParallelRatio(latitude) / Math.Abs(Math.Sin(latitude));
        _equatorRadius = _originRadius + _arc.Distance(Math.Abs(latitude));
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        latitude = _isMirrored ? -latitude : latitude;
        var radius = _equatorRadius - _arc.Distance(latitude);
        // At the pole of a heart-shaped map (origin 90°) the radius may be 0, and less by rounding.
        var angle = radius <= 0 ? 0 : _ellipsoid.SemiMajorAxis * _ellipsoid.ParallelRatio(latitude) * longitude / radius;
        var (sin, cos) = Math.SinCos(angle / 2);
        var y = _originRadius - radius + (2 * radius * sin * sin);
        return (2 * radius * sin * cos, _isMirrored ? -y : y);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var inward = _originRadius - (_isMirrored ? -y : y);
        var radius = Math.Sqrt((x * x) + (inward * inward));
        var distance = _equatorRadius - radius;
        if (!(Math.Abs(distance) <= _quadrant * (1 + 1e-12)))
        {
            return (double.NaN, double.NaN);
        }

        var latitude = _arc.Latitude(Math.Clamp(distance, -_quadrant, _quadrant));
        var parallel = _ellipsoid.SemiMajorAxis * _ellipsoid.ParallelRatio(latitude);
        var along = radius * Math.Atan2(x, inward);
        // Within a hundredth of a millimetre of a pole any meridian will do.
        var longitude = parallel < 1e-5 && Math.Abs(along) < 1e-4 ? 0 : along / parallel;
        return (Math.Abs(longitude) <= Math.PI + 1e-9 ? Math.Clamp(longitude, -Math.PI, Math.PI) : double.NaN,
            _isMirrored ? -latitude : latitude);
    }
}
