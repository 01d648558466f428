namespace GpServer.Core.Values;

/// <summary>
/// Metres per linear unit. In geoprocessing the plain foot is the US survey foot, 1200/3937 m, as results of published buffer services
/// show, and inch, yard and mile follow it; the names with <c>Int</c> are the international ones. The plain nautical mile is the old US
/// one of 1853.248 m.
/// </summary>
public static class LinearUnits
{
    /// <exception cref="InvalidOperationException">The unit is not a length.</exception>
    public static double MetersPerUnit(this LinearUnitName unit) => unit switch
    {
        LinearUnitName.Millimeters => 0.001,
        LinearUnitName.Centimeters => 0.01,
        LinearUnitName.Decimeters => 0.1,
        LinearUnitName.Meters => 1,
        LinearUnitName.Kilometers => 1000,
        LinearUnitName.Feet => 1200.0 / 3937,
        LinearUnitName.Inches => 100.0 / 3937,
        LinearUnitName.Yards => 3600.0 / 3937,
        LinearUnitName.Miles => 6336000.0 / 3937,
        LinearUnitName.NauticalMiles => 1853.248,
        LinearUnitName.IntInches => 0.0254,
        LinearUnitName.IntFeet => 0.3048,
        LinearUnitName.IntYards => 0.9144,
        LinearUnitName.IntMiles => 1609.344,
        LinearUnitName.IntNauticalMiles => 1852,
        LinearUnitName.Points => 0.0254 / 72,
        _ => throw new InvalidOperationException($"{unit} is not a length."),
    };
}
