namespace GpServer.Core.Spatial;

/// <summary>
/// Popular Visualisation Pseudo Mercator (EPSG method 1024) in closed form: the spherical Mercator formulas with the equatorial radius, on
/// ellipsoidal latitudes. Longitudes are not brought into one turn, so that a shape across the antimeridian stays in one piece.
/// </summary>
sealed class WebMercatorProjection(ProjectionDefinition definition) : IProjection
{
    /// <summary>What comes from systems whose longitudes do not go on beyond a turn is cut at the antimeridian.</summary>
    public IReadOnlyList<MapSheet> Sheets => MapSheet.Around(_centralMeridian);

    /// <summary>
    /// The poles lie at infinity; latitudes beyond ±89.99999° are taken as that, as the field's client libraries do, so that rings which
    /// run along a pole survive and the order of latitudes is kept.
    /// </summary>
    internal const double LatitudeLimit = 89.99999 * Math.PI / 180;

    readonly double _radius = definition.Ellipsoid.SemiMajorAxis / definition.MetresPerUnit;
    readonly double _centralMeridian = definition.Radians("central_meridian");
    readonly double _falseEasting = definition.Value("false_easting");
    readonly double _falseNorthing = definition.Value("false_northing");

    public void Forward(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            xs[i] = _falseEasting + (_radius * (xs[i] - _centralMeridian));
            ys[i] = _falseNorthing + (_radius * Math.Asinh(Math.Tan(Math.Clamp(ys[i], -LatitudeLimit, LatitudeLimit))));
        }
    }

    public void Inverse(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            xs[i] = _centralMeridian + ((xs[i] - _falseEasting) / _radius);
            ys[i] = Math.Atan(Math.Sinh((ys[i] - _falseNorthing) / _radius));
        }
    }
}
