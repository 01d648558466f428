using System.Text;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Values;
using GpServer.Wire.Reading;

namespace GpServer.Wire;

/// <summary>
/// Reads features in every form that clients send: Esri feature sets, layers and feature collections, bare Esri geometries, GeoJSON, and
/// references by URL or upload. Stateless; the forms and what is repaired on the way are in docs/feature-formats.md.
/// </summary>
public sealed class FeatureReader : IFeatureReader
{
    /// <inheritdoc/>
    public object Read(ReadOnlyMemory<byte> utf8, FeatureReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var place = new ReadingPlace(options);
        try
        {
            var json = new JsonScanner(utf8.Span, options.Reading.Limits.JsonDepth);
            if (!StartsAsJson(utf8.Span))
            {
                return FromText(Encoding.UTF8.GetString(utf8.Span[..Math.Min(utf8.Length, FeatureReferences.MaxUrlBytes + 1)]), place);
            }

            if (json.Peek() == JsonKind.String)
            {
                return FromText(json.ReadString(), place);
            }

            var value = new FeatureDocument(utf8, place).Read(ref json);
            place.Feature = 0;
            json.ExpectEnd();
            return value;
        }
        catch (JsonFormatException problem)
        {
            throw place.Invalid(problem.Message, problem);
        }
    }

    static FeatureReference FromText(string text, ReadingPlace place) =>
        FeatureReferences.FromText(text, place) ?? throw FeatureDocument.Unknown(place, $"'{Shortened(text)}' is not a value of features");

    static bool StartsAsJson(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        utf8 = utf8.TrimStart(" \t\r\n"u8);
        return !utf8.IsEmpty && utf8[0] is (byte)'{' or (byte)'[' or (byte)'"' or (byte)'\'';
    }

    static string Shortened(string text)
    {
        const int most = 60;
        text = text.ReplaceLineEndings(" ");
        return text.Length <= most ? text : $"{text.AsSpan(0, most)}…";
    }
}
