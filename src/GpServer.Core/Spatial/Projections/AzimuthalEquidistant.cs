using GpServer.Core.Spatial.Geodesy;

namespace GpServer.Core.Spatial;

/// <summary>
/// Azimuthal equidistant (EPSG method 1125; Modified Azimuthal Equidistant, method 9832, is a series of it): length and azimuth of the
/// geodesic from the centre are polar coordinates, by Karney's solutions (J. Geodesy 87, 2013). The Guidance Note's formulas for 9832
/// agree within a millimetre to some 100 km.
/// </summary>
readonly struct AzimuthalEquidistant : IPointFormula
{
    readonly Geodesic _geodesic;
    readonly GeodesicOrigin _center;
    readonly double _scale, _farthest;

    /// <param name="definition"><c>latitude_of_origin</c>, <c>scale_factor</c>.</param>
    /// <exception cref="GpException"><see cref="GpError.SpatialReference"/>: the ellipsoid is flatter than the earth's kind.</exception>
    public AzimuthalEquidistant(ProjectionDefinition definition)
    {
        var ellipsoid = definition.Ellipsoid;
        _geodesic = new Geodesic(ellipsoid);
        _center = _geodesic.From(definition.Value("latitude_of_origin"), 0);
        _scale = definition.Value("scale_factor", 1);
        // No place is farther than half of the shortest closed line through the centre: half a meridian, less than half the equator.
        _farthest = Math.PI * ellipsoid.SemiMajorAxis * (1 + 1e-12);
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        if (!double.IsFinite(longitude + latitude))
        {
            return (double.NaN, double.NaN);
        }

        var line = _geodesic.Inverse(_center.Latitude, 0, double.RadiansToDegrees(latitude), double.RadiansToDegrees(longitude));
        var (sin, cos) = Angle.SinCos(line.Azimuth1);
        return (_scale * line.Distance * sin, _scale * line.Distance * cos);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var distance = Math.Sqrt((x * x) + (y * y)) / _scale;
        if (!(distance <= _farthest))
        {
            return (double.NaN, double.NaN);
        }

        var place = _center.Direct(double.RadiansToDegrees(Math.Atan2(x, y)), distance);
        // So far out the geodesic may have passed the points that a shorter one reaches.
        if (distance > _geodesic.InjectivityRadius
            && _geodesic.Inverse(_center.Latitude, 0, place.Latitude, place.Longitude).Distance < distance - 1e-6)
        {
            return (double.NaN, double.NaN);
        }

        return (double.DegreesToRadians(place.Longitude), double.DegreesToRadians(place.Latitude));
    }
}
