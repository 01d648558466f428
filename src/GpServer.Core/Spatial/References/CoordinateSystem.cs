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

    /// <summary>
    /// Whether the same coordinates are the same place in both, up to the digits with which units and parameters are published. Names and
    /// areas of use do not matter.
    /// </summary>
    public bool IsSameAs(CoordinateSystem other) =>
        IsNear(UnitFactor, other.UnitFactor)
        && IsNear(PrimeMeridian, other.PrimeMeridian)
        && SouthWest == other.SouthWest
        && IsNear(Datum.Ellipsoid.SemiMajorAxis, other.Datum.Ellipsoid.SemiMajorAxis)
        && IsNear(Datum.Ellipsoid.SemiMinorAxis, other.Datum.Ellipsoid.SemiMinorAxis)
        && Datum.ToWgs84 == other.Datum.ToWgs84
        && Datum.IsOnSameBodyAs(other.Datum)
        && (Projection is null ? other.Projection is null : other.Projection is not null && Projection.IsSameAs(other.Projection));

    /// <summary>Less than a tenth of a millimetre over the size of the Earth.</summary>
    static bool IsNear(double first, double second) => Math.Abs(first - second) <= 1e-11 * Math.Max(Math.Abs(first), Math.Abs(second));
}
