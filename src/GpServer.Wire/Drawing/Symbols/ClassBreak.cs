namespace GpServer.Wire.Drawing.Symbols;

/// <summary>A range of a <see cref="ClassBreaksRenderer"/>.</summary>
public sealed record ClassBreak(double Least, double Most, RendererSymbol Symbol);
