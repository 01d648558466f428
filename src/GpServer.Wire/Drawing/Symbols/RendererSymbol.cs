namespace GpServer.Wire.Drawing.Symbols;

/// <summary>A symbol of a renderer, as a legend shows it.</summary>
/// <param name="Label">What people read beside it.</param>
/// <param name="Symbol">Null for features that are not drawn.</param>
public sealed record RendererSymbol(string Label, Symbol? Symbol)
{
    /// <summary>The values that have it, where it stands for certain values.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}
