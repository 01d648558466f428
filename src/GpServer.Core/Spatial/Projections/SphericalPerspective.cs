namespace GpServer.Core.Spatial;

/// <summary>
/// The sphere seen from a point on the axis through the centre of the map: gnomonic from the sphere's own centre (Snyder, USGS
/// Professional Paper 1395, pages 165 and 166), vertical near-side perspective from above (page 173). The ellipsoid is taken as a sphere
/// with the equator's radius.
/// </summary>
readonly struct SphericalPerspective : IPointFormula
{
    const double Tolerance = 1e-12;

    /// <summary>Cosine of the angle from the centre within some 6 cm of the circle that the gnomonic map has at infinity.</summary>
    const double Nearest = 1e-8;

    readonly double _radius, _viewpoint, _sinCenter, _cosCenter;

    /// <param name="definition"><c>latitude_of_origin</c>.</param>
    /// <param name="viewpoint">Radii from the sphere's centre to the viewer: 0, or more than 1.</param>
    public SphericalPerspective(ProjectionDefinition definition, double viewpoint)
    {
        _radius = definition.Ellipsoid.SemiMajorAxis;
        _viewpoint = viewpoint;
        var latitude = definition.Value("latitude_of_origin", definition.Value("latitude_of_center"));
        (_sinCenter, _cosCenter) = Math.Abs(latitude) == 90 ? (Math.Sign(latitude), 0) : Math.SinCos(double.DegreesToRadians(latitude));
    }

    /// <summary>From the sphere's centre.</summary>
    public static SphericalPerspective Gnomonic(ProjectionDefinition definition) => new(definition, 0);

    /// <summary>From <c>viewpoint_height</c> metres above the sphere.</summary>
    /// <exception cref="ArgumentException">The height is not above 0.</exception>
    public static SphericalPerspective NearSide(ProjectionDefinition definition)
    {
        var height = definition.Value("viewpoint_height");
        return height > 0 && double.IsFinite(height)
            ? new(definition, 1 + (height / definition.Ellipsoid.SemiMajorAxis))
            : throw new ArgumentException("The parameter viewpoint_height must be a height above 0 m.");
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude);
        var toward = (_sinCenter * sin) + (_cosCenter * cos * cosLongitude);
        // Seen from the centre the edge is at infinity; the rim that a viewer above sees belongs to the map.
        var isVisible = _viewpoint == 0 ? toward > Nearest : (_viewpoint * toward) - 1 >= -Tolerance;
        var scale = isVisible ? _radius * (_viewpoint - 1) / (_viewpoint - toward) : double.NaN;
        return (scale * cos * sinLongitude, scale * ((_cosCenter * sin) - (_sinCenter * cos * cosLongitude)));
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        // Where the line from the viewer to the point of the map, which touches the sphere at its centre, meets the sphere.
        var (u, v, q) = (x / _radius, y / _radius, _viewpoint - 1);
        var squared = (u * u) + (v * v);
        var root = (q * q) - (squared * q * (_viewpoint + 1));
        if (!(root >= -Tolerance * q * q))
        {
            return (double.NaN, double.NaN);
        }

        var t = ((_viewpoint * q) - Math.CopySign(Math.Sqrt(Math.Max(0, root)), q)) / (squared + (q * q));
        var (east, north, toward) = (t * u, t * v, _viewpoint - (t * q));
        var (up, outward) = ((toward * _sinCenter) + (north * _cosCenter), (toward * _cosCenter) - (north * _sinCenter));
        return (Math.Atan2(east, outward), Math.Atan2(up, Math.Sqrt((east * east) + (outward * outward))));
    }
}
