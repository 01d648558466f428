namespace GpServer.Core.Spatial;

/// <summary>
/// Which way x and y point by the AXIS elements of a system. Their order does not matter, since x is always east and y north, but systems
/// with axes towards south and west exist, whose coordinates have other signs.
/// </summary>
enum WktAxes
{
    /// <summary>The text does not say.</summary>
    NotStated,

    /// <summary>East and north, or both away from a pole.</summary>
    EastNorth,

    SouthWest,

    WestSouth,

    /// <summary>North and west in any order.</summary>
    NorthWest,
}
