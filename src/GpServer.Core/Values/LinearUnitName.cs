namespace GpServer.Core.Values;

/// <summary>The 18 linear units of geoprocessing services, named as on the wire without their <c>esri</c> prefix.</summary>
public enum LinearUnitName
{
    UnknownUnits,
    Millimeters,
    Centimeters,
    Decimeters,
    Meters,
    Kilometers,
    Feet,
    Inches,
    Yards,
    Miles,
    NauticalMiles,
    IntInches,
    IntFeet,
    IntYards,
    IntMiles,
    IntNauticalMiles,
    Points,
    DecimalDegrees,
}
