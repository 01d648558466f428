using System.Security.Cryptography;
using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Layers;
using GpServer.Rest.Answers;
using GpServer.Rest.Layers;
using GpServer.Wire.Drawing.Maps;
using GpServer.Wire.Drawing.Png;
using GpServer.Wire.Drawing.Symbols;

namespace GpServer.Rest.Maps;

/// <summary><c>…/MapServer/…/legend</c> and the pictures of its symbols.</summary>
sealed class LegendResource(MapServices maps)
{
    const int Side = 20;
    const int IdBytes = 16;

    public async ValueTask<EsriAnswer> Legend(RestRequest request)
    {
        var map = await maps.FindAsync(request);
        var dpi = MapReading.Dpi(request);
        return new DocumentAnswer(json => Write(json, map, dpi));
    }

    public async ValueTask<EsriAnswer> Image(RestRequest request)
    {
        var map = await maps.FindAsync(request);
        var layer = FeatureServerResource.LayerOf(map.Layers, request);
        var found = Symbols(layer).Select(symbol => Draw(layer, symbol, 96)).FirstOrDefault(png => IdOf(png) == request.Path("image"));
        return found is null
            ? throw new GpException(GpError.NotFound, $"The layer {layer.Id} has no symbol of this name.")
            : new BytesAnswer(found, "image/png");
    }

    static void Write(JsonOutput json, MapService map, double dpi)
    {
        json.StartObject();
        json.StartArray("layers"u8);
        foreach (var layer in map.Layers.Layers.Where(layer => !layer.Features.Schema.IsTable))
        {
            json.StartObject();
            json.Member("layerId"u8, layer.Id);
            json.Member("layerName"u8, layer.Name);
            json.Member("layerType"u8, "Feature Layer"u8);
            json.Member("minScale"u8, 0);
            json.Member("maxScale"u8, 0);
            json.StartArray("legend"u8);
            foreach (var symbol in Symbols(layer))
            {
                Write(json, layer, symbol, dpi);
            }

            json.EndArray();
            json.EndObject();
        }

        json.EndArray();
        json.EndObject();
    }

    static void Write(JsonOutput json, ServedLayer layer, RendererSymbol symbol, double dpi)
    {
        var png = Draw(layer, symbol, dpi);
        json.StartObject();
        json.Member("label"u8, symbol.Label);
        json.Member("url"u8, IdOf(dpi == 96 ? png : Draw(layer, symbol, 96)));
        json.Member("imageData"u8, Convert.ToBase64String(png));
        json.Member("contentType"u8, "image/png"u8);
        json.Member("height"u8, SideAt(dpi));
        json.Member("width"u8, SideAt(dpi));
        if (symbol.Values.Count > 0)
        {
            json.StartArray("values"u8);
            foreach (var value in symbol.Values)
            {
                json.Value(value);
            }

            json.EndArray();
        }

        json.EndObject();
    }

    static IEnumerable<RendererSymbol> Symbols(ServedLayer layer) =>
        MapDrawings.RendererOf(layer).Symbols.Where(symbol => symbol.Symbol is not null).Take(MapLimits.MaxResults);

    static int SideAt(double dpi) => (int)Math.Clamp(Math.Round(Side * dpi / 96), 8, 128);

    static byte[] Draw(ServedLayer layer, RendererSymbol symbol, double dpi)
    {
        using var image = LegendSwatch.Draw(symbol.Symbol, layer.Features.Schema.GeometryType, SideAt(dpi), dpi);
        return PngWriter.Write(image, PngFormat.Rgba, dpi);
    }

    static string IdOf(byte[] png) => Convert.ToHexString(SHA256.HashData(png).AsSpan(0, IdBytes));
}
