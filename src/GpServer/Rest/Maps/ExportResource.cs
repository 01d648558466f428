using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Rest.Answers;
using GpServer.Rest.Layers;

namespace GpServer.Rest.Maps;

/// <summary>
/// <c>…/MapServer/…/export</c>: a picture of a map, or where it is. The URL of a picture is that of this resource with <c>f=image</c>, so
/// that every node draws it and nothing is stored; of what not everybody may read it is signed, for just this picture and for a while.
/// </summary>
sealed class ExportResource(MapServices maps, MapDrawings drawings, SpatialReferences references)
{
    /// <summary>What makes a picture: a signature is good for these values.</summary>
    static readonly string[] Members = ["bbox", "bboxSR", "imageSR", "size", "dpi", "format", "transparent", "layers", "layerDefs"];

    public async ValueTask<EsriAnswer> Export(RestRequest request)
    {
        var map = await maps.FindSignedAsync(request, Signed(name => request.Parameters.Find(name) is { IsNotGiven: false } text
            ? Encoding.UTF8.GetString(text.Utf8.Span)
            : ""));
        return await AnswerAsync(request, map, MapPictureReader.Read(request, map.Layers, references, needsExtent: true));
    }

    /// <summary>The picture, or its description.</summary>
    public async ValueTask<EsriAnswer> AnswerAsync(RestRequest request, MapService map, MapPicture picture)
    {
        if (request.Format != OutputFormat.Image)
        {
            var url = Url(request, map, picture);
            return new DocumentAnswer(json =>
            {
                json.StartObject();
                WriteMembers(json, picture, url);
                json.EndObject();
            });
        }

        return await ImageAsync(request, picture);
    }

    /// <summary>
    /// The picture itself. Clients ask by its tag whether it is still the same before they show it again, since a hosted layer may be
    /// overwritten, deleted or closed to them at any time.
    /// </summary>
    public async ValueTask<EsriAnswer> ImageAsync(RestRequest request, MapPicture picture) =>
        new BytesAnswer(await drawings.PngAsync(picture, request.Aborted), "image/png");

    /// <summary>The absolute URL of a picture, which works without a token.</summary>
    public string Url(RestRequest request, MapService map, MapPicture picture)
    {
        if (picture.Definitions.Text.Length > MapLimits.LongestInUrl)
        {
            throw new GpException(GpError.LimitExceeded,
                $"layerDefs: more than {MapLimits.LongestInUrl} characters do not fit into the URL of a picture; ask with f=image.");
        }

        var view = picture.View;
        var system = SystemText(view.Reference);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["bbox"] = string.Join(',', new[] { view.Extent.MinX, view.Extent.MinY, view.Extent.MaxX, view.Extent.MaxY }.Select(Text)),
            ["bboxSR"] = system,
            ["imageSR"] = system,
            ["size"] = string.Create(CultureInfo.InvariantCulture, $"{view.Width},{view.Height}"),
            ["dpi"] = Text(view.Dpi),
            ["format"] = picture.FormatName,
            ["transparent"] = picture.IsTransparent ? "true" : "false",
            ["layers"] = picture.Layers.Count == 0 ? "show:-1" : $"show:{string.Join(',', picture.Layers.Select(layer => layer.Id))}",
            ["layerDefs"] = picture.Definitions.Text,
        };
        var query = string.Join('&', Members.Where(name => values[name].Length > 0).Select(name => $"{name}={Uri.EscapeDataString(values[name])}"));
        var signature = map.IsSigned ? maps.Sign(map, Signed(name => values[name])) : "";
        return $"{request.Url($"{map.Path}/export")}?{query}&f=image{signature}";
    }

    public static void WriteMembers(JsonOutput json, MapPicture picture, string url)
    {
        json.Member("href"u8, url);
        json.Member("width"u8, picture.View.Width);
        json.Member("height"u8, picture.View.Height);
        json.Name("extent"u8);
        LayerJson.WriteExtent(json, picture.View.Extent, picture.View.Reference);
        json.Member("scale"u8, picture.View.Scale);
    }

    /// <summary>What a signature is made of beside the path: a digest, since conditions may be long.</summary>
    static string Signed(Func<string, string> value)
    {
        var text = string.Join('\n', Members.Select(name => $"{name}={value(name)}"));
        return $"/export#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    static string SystemText(SpatialReference reference)
    {
        if (reference.Wkid is { } wkid)
        {
            return wkid.ToString(CultureInfo.InvariantCulture);
        }

        var buffer = new ArrayBufferWriter<byte>();
        var json = new JsonOutput(buffer);
        SpatialReferenceReading.Write(json, reference);
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
