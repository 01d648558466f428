namespace GpServer.Core.Spatial;

/// <summary>Reads the area of use in version 2: BBOX[south, west, north, east] at the system (2015) or in its USAGE (2019).</summary>
static class WktAreaReader
{
    public static (double West, double South, double East, double North)? Read(WktNode system) =>
        (system.Child("BBOX") ?? system.All("USAGE").Select(usage => usage.Child("BBOX")).FirstOrDefault(box => box is not null))
            is { Numbers: [var south, var west, var north, var east] }
            && south >= -90 && south <= north && north <= 90 && Math.Abs(west) <= 180 && Math.Abs(east) <= 180
            ? (west, south, east, north)
            : null;
}
