using System.Text;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Drawing.Symbols;

namespace GpServer.Wire.Esri;

/// <summary>Writes how a layer is drawn: the member <c>drawingInfo</c> of its description.</summary>
public static class EsriRenderer
{
    /// <param name="layer">The layer's number in its service: neighbours differ in colour.</param>
    /// <param name="renderer">The JSON text of an Esri renderer; null for the look that layers of this kind have by default.</param>
    public static void Write(JsonOutput json, GeometryType type, int layer = 0, string? renderer = null)
    {
        json.StartObject("drawingInfo"u8);
        json.Name("renderer"u8);
        if (renderer is not null)
        {
            json.Raw(Encoding.UTF8.GetBytes(renderer));
        }
        else
        {
            json.StartObject();
            json.Member("type"u8, "simple"u8);
            json.Name("symbol"u8);
            SymbolWriter.Write(json, DefaultSymbols.Of(type, layer));
            json.Member("label"u8, ""u8);
            json.Member("description"u8, ""u8);
            json.EndObject();
        }

        json.Member("transparency"u8, 0);
        json.EndObject();
    }
}
