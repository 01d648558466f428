namespace GpServer.Core.Spatial;

/// <summary>
/// The southern hemisphere of <see cref="PeirceQuincuncial"/>. PROJ mirrors what <see cref="SquareSeries"/> gives at the exact side of the
/// square, beyond which the series reaches by 0.25 m: places on both sides of the equator would share their coordinates. Here the last
/// 6 m on the southern side close up to where the northern ends.
/// </summary>
static class PeirceMirror
{
    /// <summary>Where the closing up begins, in radii.</summary>
    const double Strip = 1e-6;

    const double Side = JacobiHalf.Quarter;

    static readonly double Excess = 2 * (SquareSeries.Quarter - Side);

    /// <summary>From the exact distance of the mirrored place from the middle of the map.</summary>
    public static double Reflect(double exact) => (2 * Side) - SquareSeries.FromExact(exact) + Closing(exact);

    public static double Back(double reflected)
    {
        // Each round reduces the error to less than a tenth.
        var exact = SquareSeries.ToExact((2 * Side) - reflected);
        for (var i = 0; i < 20 && exact > Side - (2 * Strip); i++)
        {
            var next = SquareSeries.ToExact((2 * Side) - reflected + Closing(exact));
            if (next == exact)
            {
                break;
            }

            exact = next;
        }

        return exact;
    }

    static double Closing(double exact) => Excess * Math.Clamp((exact - Side + Strip) / Strip, 0, 1);
}
