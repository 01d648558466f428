namespace GpServer.Core.Spatial;

/// <summary>
/// What a geostationary satellite scans: x and y are scan angles times its height (CGMS 03, LRIT/HRIT Global Specification, 4.4.3.2). Only
/// what it sees is on the map.
/// </summary>
readonly struct GeostationarySatellite : IPointFormula
{
    const double Tolerance = 1e-12;

    readonly double _semiMajorAxis, _flattened, _height, _distance;
    readonly bool _sweepsX;

    /// <param name="definition"><c>satellite_height</c> in metres above the equator.</param>
    /// <param name="sweepsX">Whether the scan turns about the x axis first, as GOES does; Meteosat about the y axis.</param>
    /// <exception cref="ArgumentException">The height is not above 0.</exception>
    public GeostationarySatellite(ProjectionDefinition definition, bool sweepsX)
    {
        var ellipsoid = definition.Ellipsoid;
        _height = definition.Value("satellite_height");
        if (!(_height > 0 && double.IsFinite(_height)))
        {
            throw new ArgumentException("The parameter satellite_height must be a height above 0 m.");
        }

        _semiMajorAxis = ellipsoid.SemiMajorAxis;
        _flattened = 1 - ellipsoid.EccentricitySquared;
        // Semi-major axes from the earth's centre.
        _distance = 1 + (_height / _semiMajorAxis);
        _sweepsX = sweepsX;
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude);
        var nu = 1 / Math.Sqrt(1 - ((1 - _flattened) * sin * sin));
        var (outward, east, up) = (nu * cos * cosLongitude, nu * cos * sinLongitude, nu * _flattened * sin);
        // On the near side of the plane of the points where lines of sight touch the ellipsoid.
        if ((outward * _distance) - 1 < -Tolerance)
        {
            return (double.NaN, double.NaN);
        }

        var depth = _distance - outward;
        return _sweepsX
            ? (_height * Math.Atan2(east, Math.Sqrt((up * up) + (depth * depth))), _height * Math.Atan2(up, depth))
            : (_height * Math.Atan2(east, depth), _height * Math.Atan2(up, Math.Sqrt((east * east) + (depth * depth))));
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var (across, along) = (x / _height, y / _height);
        if (!(Math.Abs(across) < Math.PI / 2 && Math.Abs(along) < Math.PI / 2))
        {
            return (double.NaN, double.NaN);
        }

        // The line of sight per unit of depth.
        var (tanAcross, tanAlong) = (Math.Tan(across), Math.Tan(along));
        var (east, up) = _sweepsX
            ? (tanAcross * Math.Sqrt(1 + (tanAlong * tanAlong)), tanAlong)
            : (tanAcross, tanAlong * Math.Sqrt(1 + (tanAcross * tanAcross)));
        // It meets the ellipsoid (D - d)² + (east d)² + (up d)² / (1 - e²) = 1 at the nearer depth d.
        var a = 1 + (east * east) + (up * up / _flattened);
        var root = (_distance * _distance) - (a * ((_distance * _distance) - 1));
        if (!(root >= -Tolerance))
        {
            return (double.NaN, double.NaN);
        }

        var depth = (_distance - Math.Sqrt(Math.Max(0, root))) / a;
        var outward = _distance - depth;
        east *= depth;
        return (Math.Atan2(east, outward), Math.Atan2(up * depth, _flattened * Math.Sqrt((east * east) + (outward * outward))));
    }
}
