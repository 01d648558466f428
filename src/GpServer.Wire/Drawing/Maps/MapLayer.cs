using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Wire.Drawing.Symbols;

namespace GpServer.Wire.Drawing.Maps;

/// <summary>A layer as it is drawn.</summary>
/// <param name="Features">Its features.</param>
/// <param name="Renderer">How they look.</param>
public sealed record MapLayer(IFeatureLayer Features, Renderer Renderer)
{
    /// <summary>Which of them are drawn; null for all. Called by several threads at once.</summary>
    public Func<Feature, bool>? Filter { get; init; }
}
