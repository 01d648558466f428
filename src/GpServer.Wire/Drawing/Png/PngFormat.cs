namespace GpServer.Wire.Drawing.Png;

/// <summary>How the pixels of a PNG file are stored.</summary>
public enum PngFormat
{
    /// <summary>Red, green, blue and alpha, a byte each.</summary>
    Rgba,

    /// <summary>Red, green and blue; what is transparent is laid over white.</summary>
    Rgb,

    /// <summary>At most 256 colours, each with its alpha; an image of more is reduced to so many.</summary>
    Palette,

    /// <summary>
    /// The smallest that loses nothing: a palette where there are no more than 256 colours, else without alpha where all is opaque.
    /// </summary>
    Smallest,
}
