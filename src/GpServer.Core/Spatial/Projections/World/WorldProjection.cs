namespace GpServer.Core.Spatial;

/// <summary>A map of the whole world: its formulas, placed around a central meridian, scaled and moved.</summary>
/// <param name="definition">Central meridian and false origin.</param>
/// <param name="map">The formulas.</param>
/// <param name="radius">What lengths of the map are multiplied by, in metres; without it the semi-major axis.</param>
/// <param name="sheets">The parts of the map; without them one around the central meridian.</param>
/// <param name="centralMeridian">Radians, where the parameter of that name does not say it.</param>
sealed class WorldProjection<TMap>(
    ProjectionDefinition definition,
    TMap map,
    double? radius = null,
    IReadOnlyList<MapSheet>? sheets = null,
    double? centralMeridian = null) : IProjection
    where TMap : struct, IWorldMap
{
    const double Pole = Math.PI / 2;

    readonly TMap _map = map;
    readonly double _radius = (radius ?? definition.Ellipsoid.SemiMajorAxis) / definition.MetresPerUnit;
    readonly double _centralMeridian = centralMeridian ?? definition.Radians("central_meridian");
    readonly double _falseEasting = definition.Value("false_easting");
    readonly double _falseNorthing = definition.Value("false_northing");

    public IReadOnlyList<MapSheet> Sheets { get; } =
        sheets ?? MapSheet.Around(centralMeridian ?? definition.Radians("central_meridian"));

    public void Forward(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var (longitude, latitude) = (FromCenter(xs[i]), Outline.Within(ys[i], Pole));
            // Adding makes any NaN or infinity show.
            var (x, y) = double.IsFinite(longitude + latitude) ? _map.Forward(longitude, latitude) : (double.NaN, double.NaN);
            xs[i] = _falseEasting + (_radius * x);
            ys[i] = _falseNorthing + (_radius * y);
        }
    }

    public void Inverse(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var (x, y) = ((xs[i] - _falseEasting) / _radius, (ys[i] - _falseNorthing) / _radius);
            var (longitude, latitude) = double.IsFinite(x + y) ? _map.Inverse(x, y) : (double.NaN, double.NaN);
            (xs[i], ys[i]) = double.IsFinite(longitude + latitude)
                ? (Longitudes.OneTurn(_centralMeridian + longitude), latitude)
                : (double.NaN, double.NaN);
        }
    }

    /// <summary>Into one turn, but an edge of the map that rounding has taken across itself stays on its side.</summary>
    double FromCenter(double longitude)
    {
        longitude -= _centralMeridian;
        return Math.Abs(longitude) <= Math.PI + 1e-14 ? Math.Clamp(longitude, -Math.PI, Math.PI) : Math.IEEERemainder(longitude, Math.Tau);
    }
}
