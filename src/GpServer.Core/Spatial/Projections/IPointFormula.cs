namespace GpServer.Core.Spatial;

/// <summary>
/// The formulas of a projection for one point, without central meridian, false origin and unit, which
/// <see cref="FormulaProjection{T}"/> adds. NaN in any ordinate: outside.
/// </summary>
interface IPointFormula
{
    /// <summary>Radians of longitude from the central meridian, within ±π, and of latitude become metres east and north.</summary>
    (double X, double Y) Forward(double longitude, double latitude);

    /// <summary>
    /// Metres east and north become radians of longitude from the central meridian and of latitude. What is not the image of any place
    /// gives NaN.
    /// </summary>
    (double Longitude, double Latitude) Inverse(double x, double y);
}
