using System.Text;
using GpServer.Core;
using GpServer.Rest.Requests;
using GpServer.Wire.Files;
using Microsoft.Extensions.Primitives;

namespace GpServer.Rest;

/// <summary>Chooses the form of an answer.</summary>
static class OutputFormats
{
    /// <summary>What <c>f</c> says; without it a page for those who ask for one, which browsers do, else JSON.</summary>
    /// <exception cref="GpException">The resource has no such form.</exception>
    public static OutputFormat Choose(
        RequestParameters parameters, StringValues accept, bool geoJson, bool pbf = false, bool images = false, bool files = false)
    {
        var format = parameters.Word("f");
        return format?.ToUpperInvariant() switch
        {
            null => TakesPages(accept) ? OutputFormat.Html : OutputFormat.Json,
            "JSON" => OutputFormat.Json,
            "PJSON" => OutputFormat.PrettyJson,
            "HTML" => OutputFormat.Html,
            "GEOJSON" when geoJson => OutputFormat.GeoJson,
            "PBF" when pbf => OutputFormat.Pbf,
            "IMAGE" when images => OutputFormat.Image,
            _ when files && FindFile(format) is not null => OutputFormat.File,
            _ => throw new GpException(GpError.FormatNotSupported,
                $"f: '{format}' is not a format of this resource; expected json, pjson, "
                + $"{(geoJson ? "geojson, " : "")}{(pbf ? "pbf, " : "")}{(images ? "image, " : "")}{(files ? Files : "")}or html."),
        };
    }

    /// <summary>Who writes files of this format; null where nobody does.</summary>
    public static FeatureFileWriter? FindFile(string? format) =>
        FeatureFiles.Writers.FirstOrDefault(writer => writer.Format.Equals(format, StringComparison.OrdinalIgnoreCase));

    /// <summary>The form of a refusal, where <c>f</c> itself may be what is wrong.</summary>
    public static OutputFormat ForError(RequestParameters parameters, StringValues accept) =>
        parameters.Find("f") is { Utf8: var text }
            ? Ascii.EqualsIgnoreCase(text.Span, "pjson"u8) ? OutputFormat.PrettyJson
                : Ascii.EqualsIgnoreCase(text.Span, "html"u8) ? OutputFormat.Html : OutputFormat.Json
            : TakesPages(accept) ? OutputFormat.Html : OutputFormat.Json;

    /// <summary>True for a client that asks for pages and not for JSON: a browser that shows the answer to a form, and would offer to save JSON.</summary>
    public static bool TakesNoJson(StringValues accept) =>
        TakesPages(accept) && !accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase);

    static string Files => string.Concat(FeatureFiles.Writers.Select(writer => $"{writer.Format}, "));

    public static bool TakesPages(StringValues accept)
    {
        foreach (var header in accept)
        {
            if (header is not null && header.Contains("text/html", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
