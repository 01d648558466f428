namespace GpServer.Wire.Drawing.Strokes;

/// <summary>How a line turns.</summary>
public enum LineJoin
{
    /// <summary>Its sides run on until they meet; where that is too far, as <see cref="Bevel"/>.</summary>
    Miter,

    /// <summary>With a part of a circle.</summary>
    Round,

    /// <summary>Cut straight.</summary>
    Bevel,
}
