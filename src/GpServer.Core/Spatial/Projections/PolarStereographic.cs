namespace GpServer.Core.Spatial;

/// <summary>
/// Polar stereographic, variants A, B and C (EPSG methods 9810, 9829 and 9830; Guidance Note 7-2; Snyder, USGS Professional Paper 1395,
/// pages 160 to 162). At the south pole the mirror image is computed.
/// </summary>
readonly struct PolarStereographic : IPointFormula
{
    /// <summary>Of t: from here on the rounded latitude is that of the other pole, which is at infinity.</summary>
    const double Farthest = 1e15;

    readonly double _eccentricity, _radius, _originY;
    readonly double[] _toGeodetic;
    readonly bool _isSouth;

    /// <param name="definition">
    /// <c>latitude_of_origin</c>: a pole, with <c>scale_factor</c> there (variant A), or the parallel of true scale (B and C), which such a
    /// factor also multiplies.
    /// </param>
    /// <param name="originAtParallel">
    /// Whether the false origin is where that parallel meets the central meridian (variant C), or at the pole.
    /// </param>
    /// <exception cref="ArgumentException">The latitude does not tell which pole.</exception>
    public PolarStereographic(ProjectionDefinition definition, bool originAtParallel = false)
    {
        var ellipsoid = definition.Ellipsoid;
        var latitude = definition.Radians("latitude_of_origin");
        if (Math.Abs(latitude) < 1e-9)
        {
            throw new ArgumentException("The parameter latitude_of_origin must be north or south of the equator, on the pole's side.");
        }

        _isSouth = latitude < 0;
        latitude = Math.Abs(latitude);
        _eccentricity = Math.Sqrt(ellipsoid.EccentricitySquared);
        _toGeodetic = LatitudeSeries.GeodeticFromConformal(ellipsoid.ThirdFlattening);
        _radius = ellipsoid.SemiMajorAxis * definition.Value("scale_factor", 1) * TrueScale(ellipsoid, latitude);
        _originY = originAtParallel ? _radius * Tangent(latitude) : 0;
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var (sin, cos) = Math.SinCos(longitude);
        var radius = _radius * Tangent(_isSouth ? -latitude : latitude);
        var y = _originY - (radius * cos);
        return (radius * sin, _isSouth ? -y : y);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var inward = _originY - (_isSouth ? -y : y);
        var tangent = Math.Sqrt((x * x) + (inward * inward)) / _radius;
        if (!(tangent < Farthest))
        {
            return (double.NaN, double.NaN);
        }

        // Sine and cosine of the conformal latitude, whose half complement has this tangent.
        var length = 1 + (tangent * tangent);
        var (sin, cos) = ((1 - tangent) * (1 + tangent) / length, 2 * tangent / length);
        var latitude = Math.Atan2(sin, cos) + LatitudeSeries.Sum(_toGeodetic, sin, cos);
        return (Math.Atan2(x, inward), _isSouth ? -latitude : latitude);
    }

    /// <summary>
    /// The radius of the map in semi-major axes per t that makes the scale 1 at a latitude: m / t, and its limit at the pole.
    /// </summary>
    double TrueScale(Ellipsoid ellipsoid, double latitude)
    {
        var e = _eccentricity;
        return Math.Abs(latitude - (Math.PI / 2)) < 1e-9
            ? 2 / Math.Sqrt(Math.Pow(1 + e, 1 + e) * Math.Pow(1 - e, 1 - e))
            : ellipsoid.ParallelRatio(latitude) / Tangent(latitude);
    }

    /// <summary>t: the tangent of half the complement of the conformal latitude; 0 at the near pole, infinite at the far one.</summary>
    double Tangent(double latitude)
    {
        if (Math.Abs(latitude) >= Math.PI / 2)
        {
            return latitude > 0 ? 0 : double.PositiveInfinity;
        }

        var (sin, cos) = Math.SinCos(latitude);
        var bulge = _eccentricity * sin;
        var sphere = sin > 0 ? cos / (1 + sin) : (1 - sin) / cos;
        return sphere * Math.Exp(_eccentricity / 2 * Math.Log((1 + bulge) / (1 - bulge)));
    }
}
