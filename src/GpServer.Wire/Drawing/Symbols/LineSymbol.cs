using GpServer.Wire.Drawing.Strokes;

namespace GpServer.Wire.Drawing.Symbols;

/// <summary>A line, or the outline of something.</summary>
public sealed record LineSymbol(Color Color, double Width, LinePattern Pattern = LinePattern.Solid) : Symbol
{
    public LineCap Cap { get; init; } = LineCap.Round;

    public LineJoin Join { get; init; } = LineJoin.Round;

    public double MiterLimit { get; init; } = 4;

    /// <summary>False for a line of which nothing is seen.</summary>
    public bool IsSeen => Pattern != LinePattern.Null && Width > 0 && Color.Alpha > 0;
}
