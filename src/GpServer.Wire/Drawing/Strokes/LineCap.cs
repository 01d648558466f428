namespace GpServer.Wire.Drawing.Strokes;

/// <summary>How a line ends.</summary>
public enum LineCap
{
    /// <summary>Straight, where the line ends.</summary>
    Butt,

    /// <summary>With half a circle around its end.</summary>
    Round,

    /// <summary>Straight, half its width further.</summary>
    Square,
}
