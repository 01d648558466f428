namespace GpServer.Core.Spatial;

/// <summary>
/// <see cref="AdamsSquareII"/> around any point of an ellipsoid, whose azimuth is up before the map is turned clockwise. Conformal
/// latitudes make a sphere of the ellipsoid (Snyder, USGS Professional Paper 1395, pages 15 and 160). The world ocean map of Spilhaus is
/// one. The scale is √½ in the middle, as Esri's software has it, on whose coordinates PROJ agrees since 9.6.
/// </summary>
readonly struct ObliqueAdamsSquareII : IWorldMap
{
    readonly IsometricLatitude _isometric;
    readonly double _sinCenter, _cosCenter, _sinAzimuth, _cosAzimuth, _sinTurn, _cosTurn, _scale, _longitude;

    public ObliqueAdamsSquareII(ProjectionDefinition definition)
    {
        _isometric = new IsometricLatitude(definition.Ellipsoid);
        _longitude = definition.Radians("longitude_of_center");
        var latitude = definition.Radians("latitude_of_center");
        var isometric = _isometric.FromGeodetic(latitude);
        (_sinCenter, _cosCenter) = (Math.Tanh(isometric), 1 / Math.Cosh(isometric));
        (_sinAzimuth, _cosAzimuth) = Math.SinCos(definition.Radians("azimuth"));
        (_sinTurn, _cosTurn) = Math.SinCos(definition.Radians("xy_plane_rotation"));
        _scale = Math.Sqrt(2) * definition.Value("scale_factor", 1)
            * CircleOfLatitude.Radius(latitude, definition.Ellipsoid.EccentricitySquared) / _cosCenter;
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var isometric = _isometric.FromGeodetic(latitude);
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude - _longitude);
        var (sin, cos) = (Math.Tanh(isometric), 1 / Math.Cosh(isometric));
        var (east, north, up) = (
            cos * sinLongitude,
            (_cosCenter * sin) - (_sinCenter * cos * cosLongitude),
            (_sinCenter * sin) + (_cosCenter * cos * cosLongitude));
        (east, north) = ((_cosAzimuth * east) - (_sinAzimuth * north), (_cosAzimuth * north) + (_sinAzimuth * east));
        var (x, y) = default(AdamsSquareII).Forward(Math.Atan2(east, up), Math.Atan2(north, double.Hypot(east, up)));
        return (_scale * ((_cosTurn * x) + (_sinTurn * y)), _scale * ((_cosTurn * y) - (_sinTurn * x)));
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        (x, y) = (((_cosTurn * x) - (_sinTurn * y)) / _scale, ((_cosTurn * y) + (_sinTurn * x)) / _scale);
        var (longitude, latitude) = default(AdamsSquareII).Inverse(x, y);
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude);
        var (sin, cos) = Math.SinCos(latitude);
        var (east, north, up) = (cos * sinLongitude, sin, cos * cosLongitude);
        (east, north) = ((_cosAzimuth * east) + (_sinAzimuth * north), (_cosAzimuth * north) - (_sinAzimuth * east));
        var (toPole, outward) = ((_cosCenter * north) + (_sinCenter * up), (_cosCenter * up) - (_sinCenter * north));
        var across = double.Hypot(east, outward);
        return (Longitudes.OneTurn(_longitude + Math.Atan2(east, outward)), _isometric.ToGeodetic(Math.Asinh(toPole / across)));
    }
}
