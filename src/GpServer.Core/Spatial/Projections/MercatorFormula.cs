namespace GpServer.Core.Spatial;

/// <summary>
/// Mercator on an ellipsoid or a sphere (EPSG methods 9804, 9805 and 1026; Guidance Note 7-2; Snyder, USGS Professional Paper 1395, page
/// 44). A latitude of the natural origin takes no part, as the Guidance Note says: it is the equator. The poles are at infinity.
/// </summary>
readonly struct MercatorFormula : IPointFormula
{
    readonly IsometricLatitude _isometric;
    readonly double _radius;

    /// <param name="definition"><c>scale_factor</c> at the equator.</param>
    public MercatorFormula(ProjectionDefinition definition)
    {
        var ellipsoid = definition.Ellipsoid;
        _isometric = new IsometricLatitude(ellipsoid);
        _radius = ellipsoid.SemiMajorAxis * definition.Value("scale_factor", 1);
    }

    public (double X, double Y) Forward(double longitude, double latitude) =>
        (_radius * longitude, _radius * _isometric.FromGeodetic(latitude));

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var longitude = x / _radius;
        longitude = Math.Abs(longitude) <= Math.PI + 1e-12 ? Math.Clamp(longitude, -Math.PI, Math.PI) : double.NaN;
        var isometric = y / _radius;
        isometric = Math.Abs(isometric) < IsometricLatitude.Farthest ? isometric : double.NaN;
        return (longitude, _isometric.ToGeodetic(isometric));
    }
}
