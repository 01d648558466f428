namespace GpServer.Wire.Drawing.Painting;

/// <summary>A square of coverages that is repeated over the image from its upper left corner: the lines of a hatched fill. Immutable.</summary>
public sealed class HatchTile
{
    readonly float[] _coverages;

    HatchTile(int side, float[] coverages) => (Side, _coverages) = (side, coverages);

    /// <summary>Pixels of a side.</summary>
    public int Side { get; }

    /// <summary>The coverages of a row of the image, from the column 0 of a tile.</summary>
    public ReadOnlySpan<float> Row(int y) => _coverages.AsSpan(y % Side * Side, Side);

    /// <summary>Lines of some directions through every tile.</summary>
    /// <param name="side">Pixels from line to line along the axes.</param>
    /// <param name="width">Pixels of a line's width.</param>
    public static HatchTile Of(int side, double width, params ReadOnlySpan<HatchDirection> directions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 2);
        var coverages = new float[side * side];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                foreach (var direction in directions)
                {
                    coverages[(y * side) + x] = Math.Max(coverages[(y * side) + x], Coverage(direction, x + 0.5, y + 0.5, side, width));
                }
            }
        }

        return new HatchTile(side, coverages);
    }

    /// <summary>How much of a pixel's middle line across the hatch is within half the width of a line, as the line were straight there.</summary>
    static float Coverage(HatchDirection direction, double x, double y, int side, double width)
    {
        var diagonal = direction is HatchDirection.Rising or HatchDirection.Falling;
        var along = direction switch
        {
            HatchDirection.Horizontal => y,
            HatchDirection.Vertical => x,
            HatchDirection.Rising => x + y,
            _ => x - y,
        };

        // From the nearest line, which goes through the middle of the tile so that no line is cut at the edge of an image.
        var distance = Math.Abs(Math.IEEERemainder(along - (side / 2.0), side)) * (diagonal ? Math.Sqrt(0.5) : 1);
        return (float)Math.Clamp((width / 2) + 0.5 - distance, 0, Math.Min(1, width));
    }
}
