namespace GpServer.Core.Spatial;

/// <summary>
/// A part of the earth between two meridians and two parallels that a map shows without a gap. Radians; longitudes from Greenwich, where
/// west is less than east, by 2π at most, and either may be beyond ±π.
/// </summary>
readonly record struct MapSheet(double West, double South, double East, double North)
{
    /// <summary>The one sheet of a map that is cut opposite its central meridian.</summary>
    public static IReadOnlyList<MapSheet> Around(double centralMeridian) =>
        [new(centralMeridian - Math.PI, -Math.PI / 2, centralMeridian + Math.PI, Math.PI / 2)];
}
