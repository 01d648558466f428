namespace GpServer.Wire.Drawing.Maps;

/// <summary>What the index of a layer tells of how a feature is drawn.</summary>
enum SketchKind : byte
{
    /// <summary>It has to be read.</summary>
    Read,

    /// <summary>Not at all: it is not in the picture, or another just like it is at the same place.</summary>
    Skip,

    /// <summary>As a dot.</summary>
    Dot,
}
