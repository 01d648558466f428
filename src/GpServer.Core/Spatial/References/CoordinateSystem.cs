namespace GpServer.Core.Spatial;

/// <summary>What is needed to compute with a horizontal coordinate system.</summary>
sealed record CoordinateSystem
{
    public required string Name { get; init; }

    public required string UnitName { get; init; }

    /// <summary>Metres (projected) or radians (geographic) per unit.</summary>
    public required double UnitFactor { get; init; }

    public required GeodeticDatum Datum { get; init; }

    /// <summary>Radians east of Greenwich of a geographic system's zero meridian. Projections are always from Greenwich.</summary>
    public double PrimeMeridian { get; init; }

    /// <summary>Null for a geographic system.</summary>
    public ProjectionDefinition? Projection { get; init; }

    /// <summary>x is the southing and y the westing: x = -north, y = -east of what the projection returns.</summary>
    public bool SouthWest { get; init; }

    public (double West, double South, double East, double North)? AreaOfUse { get; init; }
}
