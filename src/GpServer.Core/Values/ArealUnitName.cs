namespace GpServer.Core.Values;

/// <summary>The areal units of geoprocessing services, named as on the wire without their <c>esri</c> prefix.</summary>
public enum ArealUnitName
{
    UnknownAreaUnits,
    SquareMillimeters,
    SquareCentimeters,
    SquareDecimeters,
    SquareMeters,
    SquareKilometers,
    Ares,
    Hectares,
    SquareInches,
    SquareFeet,
    SquareYards,
    Acres,
    SquareMiles,
    SquareInchesUS,
    SquareFeetUS,
    SquareYardsUS,
    AcresUS,
    SquareMilesUS,
}
