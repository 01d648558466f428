namespace GpServer.Core.Spatial;

/// <summary>A part of a hemisphere of an interrupted map; radians from the map's central meridian.</summary>
/// <param name="West">Where it begins.</param>
/// <param name="East">Where it ends.</param>
/// <param name="Center">The meridian that is straight.</param>
readonly record struct Lobe(double West, double East, double Center)
{
    /// <summary>Lobes side by side, from numbers in degrees: an edge, a central meridian, an edge, a central meridian … an edge.</summary>
    public static Lobe[] Row(params double[] degrees)
    {
        var radians = Array.ConvertAll(degrees, double.DegreesToRadians);
        return
        [
            .. Enumerable.Range(0, radians.Length / 2).Select(i => 2 * i).Select(i => new Lobe(radians[i], radians[i + 2], radians[i + 1])),
        ];
    }
}
