namespace GpServer.Core.Values;

/// <summary>Metres per linear unit by <see cref="LinearUnitTable.Standard"/>.</summary>
public static class LinearUnits
{
    /// <exception cref="InvalidOperationException">The unit is not a length.</exception>
    public static double MetersPerUnit(this LinearUnitName unit) => LinearUnitTable.Standard.MetersPerUnit(unit);
}
