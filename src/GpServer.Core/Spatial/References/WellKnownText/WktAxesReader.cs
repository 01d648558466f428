namespace GpServer.Core.Spatial;

/// <summary>Reads AXIS["name",direction] of either version.</summary>
static class WktAxesReader
{
    /// <exception cref="GpException">The axes point elsewhere, such as south and east.</exception>
    public static WktAxes Read(WktNode system)
    {
        var axes = system.All("AXIS").Take(2).ToList();
        if (axes.Count < 2)
        {
            return WktAxes.NotStated;
        }

        var (first, second) = (Direction(axes[0]), Direction(axes[1]));
        return (first, second) switch
        {
            ("" or "OTHER" or "UNSPECIFIED", _) or (_, "" or "OTHER" or "UNSPECIFIED") => WktAxes.NotStated,
            ("EAST", "NORTH") or ("NORTH", "EAST") => WktAxes.EastNorth,
            // Both along meridians, away from a pole.
            ("SOUTH", "SOUTH") or ("NORTH", "NORTH") => WktAxes.EastNorth,
            ("SOUTH", "WEST") => WktAxes.SouthWest,
            ("WEST", "SOUTH") => WktAxes.WestSouth,
            ("NORTH", "WEST") or ("WEST", "NORTH") => WktAxes.NorthWest,
            _ => throw axes[0].Unreadable($"axes towards {first} and {second} came where EAST and NORTH were expected"),
        };
    }

    static string Direction(WktNode axis) => axis.Children.Find(child => child.Name.Length == 0 && child.Children.Count == 0
        && child.Numbers.Count == 0)?.Keyword ?? "";
}
