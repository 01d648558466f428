namespace GpServer.Wire.Drawing;

/// <summary>A colour as people write it: red, green, blue and opacity from 0 to 255, not multiplied with each other.</summary>
public readonly record struct Color(byte Red, byte Green, byte Blue, byte Alpha = 255)
{
    public static Color Transparent => default;

    public static Color White => new(255, 255, 255);

    public static Color Black => new(0, 0, 0);

    /// <summary>The same colour, seen through by as much more.</summary>
    /// <param name="opacity">From 0 (nothing is seen of it) to 1.</param>
    public Color Fade(double opacity) => this with { Alpha = (byte)Math.Round(Alpha * Math.Clamp(opacity, 0, 1)) };

    /// <summary>The same colour, mixed with black.</summary>
    /// <param name="share">How much of it is black, from 0 to 1.</param>
    public Color Darken(double share) => new(Darker(Red, share), Darker(Green, share), Darker(Blue, share), Alpha);

    static byte Darker(byte channel, double share) => (byte)Math.Round(channel * (1 - Math.Clamp(share, 0, 1)));
}
