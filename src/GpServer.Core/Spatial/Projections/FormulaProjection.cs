namespace GpServer.Core.Spatial;

/// <summary>
/// A projection whose formulas work point by point. The formulas are a structure, so that the compiler makes a loop of its own for each
/// with the formulas inside.
/// </summary>
/// <param name="definition">
/// <c>central_meridian</c> or <c>longitude_of_center</c> in degrees, false origin and unit of length.
/// </param>
/// <param name="formula">The formulas.</param>
/// <param name="sheets">What <see cref="IProjection.Sheets"/> says.</param>
sealed class FormulaProjection<T>(ProjectionDefinition definition, T formula, IReadOnlyList<MapSheet> sheets) : IProjection
    where T : struct, IPointFormula
{
    readonly T _formula = formula;
    readonly double _centralMeridian = CentralMeridian(definition);
    readonly double _metresPerUnit = definition.MetresPerUnit;
    readonly double _falseEasting = definition.Value("false_easting");
    readonly double _falseNorthing = definition.Value("false_northing");

    public IReadOnlyList<MapSheet> Sheets => sheets;

    /// <summary>Radians from Greenwich.</summary>
    public static double CentralMeridian(ProjectionDefinition definition) =>
        double.DegreesToRadians(definition.Value("central_meridian", definition.Value("longitude_of_center")));

    public void Forward(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var (x, y) = _formula.Forward(Longitudes.OneTurn(xs[i] - _centralMeridian), ys[i]);
            if (!double.IsFinite(x + y))
            {
                x = y = double.NaN;
            }

            xs[i] = _falseEasting + (x / _metresPerUnit);
            ys[i] = _falseNorthing + (y / _metresPerUnit);
        }
    }

    public void Inverse(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var (east, north) = ((xs[i] - _falseEasting) * _metresPerUnit, (ys[i] - _falseNorthing) * _metresPerUnit);
            var (longitude, latitude) = _formula.Inverse(east, north);
            if (!double.IsFinite(longitude + latitude))
            {
                longitude = latitude = double.NaN;
            }

            xs[i] = Longitudes.OneTurn(_centralMeridian + longitude);
            ys[i] = latitude;
        }
    }
}
