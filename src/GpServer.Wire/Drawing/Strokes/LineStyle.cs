namespace GpServer.Wire.Drawing.Strokes;

/// <summary>The shape of a line; lengths in pixels.</summary>
public sealed record LineStyle(float Width)
{
    public LineCap Cap { get; init; } = LineCap.Butt;

    public LineJoin Join { get; init; } = LineJoin.Round;

    /// <summary>How far a <see cref="LineJoin.Miter"/> may reach, in widths of the line.</summary>
    public float MiterLimit { get; init; } = 4;

    /// <summary>Lengths that are drawn and left out in turn; empty for a line without gaps. All are positive.</summary>
    public IReadOnlyList<float> Dashes { get; init; } = [];
}
