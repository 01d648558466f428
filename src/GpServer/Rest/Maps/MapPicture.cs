using GpServer.Layers;
using GpServer.Wire.Drawing;
using GpServer.Wire.Drawing.Maps;
using GpServer.Wire.Drawing.Png;

namespace GpServer.Rest.Maps;

/// <summary>A picture of a map, as a request wants it.</summary>
/// <param name="Layers">Those that are drawn.</param>
/// <param name="Definitions">Which of their features are.</param>
/// <param name="FormatName">The name of the format in requests.</param>
sealed record MapPicture(
    MapView View, IReadOnlyList<ServedLayer> Layers, LayerDefinitions Definitions, string FormatName, PngFormat Format, bool IsTransparent)
{
    public Color Background => IsTransparent ? Color.Transparent : Color.White;
}
