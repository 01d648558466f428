namespace GpServer.Wire.Drawing.Symbols;

/// <summary>A point.</summary>
/// <param name="Size">From side to side.</param>
public sealed record MarkerSymbol(Color Color, double Size, MarkerShape Shape = MarkerShape.Circle) : Symbol
{
    public LineSymbol? Outline { get; init; }

    /// <summary>Degrees by which it is turned, against the clock.</summary>
    public double Angle { get; init; }

    /// <summary>How far right of its place it is.</summary>
    public double OffsetX { get; init; }

    /// <summary>How far above its place it is.</summary>
    public double OffsetY { get; init; }
}
