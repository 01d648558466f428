using System.Runtime.Intrinsics;

namespace GpServer.Wire.Drawing.Painting;

/// <summary>What an area is filled with: one colour, everywhere or where a pattern has it. Immutable.</summary>
public sealed class Paint
{
    /// <param name="hatch">The pattern; null for the colour everywhere.</param>
    public Paint(Color color, HatchTile? hatch = null)
    {
        Color = color;
        Hatch = hatch;
        Solid = Blending.Pack(color);
        Channels = Blending.Premultiplied(color);
    }

    public Color Color { get; }

    /// <summary>Where of the image the colour is; null for everywhere.</summary>
    public HatchTile? Hatch { get; }

    /// <summary>The colour as a pixel.</summary>
    internal uint Solid { get; }

    internal Vector128<float> Channels { get; }
}
