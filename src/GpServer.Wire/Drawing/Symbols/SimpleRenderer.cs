using GpServer.Core.Features;

namespace GpServer.Wire.Drawing.Symbols;

/// <summary>One symbol for all features.</summary>
public sealed record SimpleRenderer(Symbol? Symbol, string Label = "") : Renderer
{
    public override IReadOnlyList<RendererSymbol> Symbols { get; } = [new RendererSymbol(Label, Symbol)];

    public override bool IsSimple => true;

    public override Func<Feature, int> Chooser(FeatureSchema schema) => static _ => 0;
}
