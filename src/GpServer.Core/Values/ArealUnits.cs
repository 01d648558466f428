namespace GpServer.Core.Values;

/// <summary>
/// Square metres per areal unit. Unlike linear units, the plain names are the international units and those with <c>US</c> the ones of the
/// US survey foot of 1200/3937 m; an acre is 43,560 square feet, a square mile 640 acres.
/// </summary>
public static class ArealUnits
{
    const double SurveyFoot = 1200.0 / 3937;

    /// <exception cref="InvalidOperationException">The unit is unknown.</exception>
    public static double SquareMetersPerUnit(this ArealUnitName unit) => unit switch
    {
        ArealUnitName.SquareMillimeters => 1e-6,
        ArealUnitName.SquareCentimeters => 1e-4,
        ArealUnitName.SquareDecimeters => 1e-2,
        ArealUnitName.SquareMeters => 1,
        ArealUnitName.SquareKilometers => 1e6,
        ArealUnitName.Ares => 100,
        ArealUnitName.Hectares => 10_000,
        ArealUnitName.SquareInches => 0.00064516,
        ArealUnitName.SquareFeet => 0.09290304,
        ArealUnitName.SquareYards => 0.83612736,
        ArealUnitName.Acres => 4046.8564224,
        ArealUnitName.SquareMiles => 2589988.110336,
        ArealUnitName.SquareInchesUS => SurveyFoot * SurveyFoot / 144,
        ArealUnitName.SquareFeetUS => SurveyFoot * SurveyFoot,
        ArealUnitName.SquareYardsUS => 9 * SurveyFoot * SurveyFoot,
        ArealUnitName.AcresUS => 43_560 * SurveyFoot * SurveyFoot,
        ArealUnitName.SquareMilesUS => 27_878_400 * SurveyFoot * SurveyFoot,
        _ => throw new InvalidOperationException($"{unit} is not an area."),
    };
}
