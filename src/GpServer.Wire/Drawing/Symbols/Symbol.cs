namespace GpServer.Wire.Drawing.Symbols;

/// <summary>How a feature looks. Sizes are points, 1/72 of an inch. Immutable.</summary>
public abstract record Symbol;
