using GpServer.Core.Features;

namespace GpServer.Wire.Drawing.Symbols;

/// <summary>Which symbol each feature of a layer has. Immutable.</summary>
public abstract record Renderer
{
    /// <summary>All its symbols, in the order of a legend.</summary>
    public abstract IReadOnlyList<RendererSymbol> Symbols { get; }

    /// <summary>Which symbol a feature of a schema has, by its place in <see cref="Symbols"/>; below 0 where it is not drawn.</summary>
    public abstract Func<Feature, int> Chooser(FeatureSchema schema);

    /// <summary>True where all features have the first symbol, so that none has to be read to know it.</summary>
    public virtual bool IsSimple => false;
}
