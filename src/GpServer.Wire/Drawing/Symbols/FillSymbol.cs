namespace GpServer.Wire.Drawing.Symbols;

/// <summary>An area.</summary>
public sealed record FillSymbol(Color Color, FillPattern Pattern = FillPattern.Solid) : Symbol
{
    public LineSymbol? Outline { get; init; }
}
