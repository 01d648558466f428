using System.Globalization;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Layers;
using GpServer.Rest.Layers;
using GpServer.Wire.Esri;

namespace GpServer.Rest.Maps;

/// <summary>A feature that identify or find has found, as it is answered.</summary>
/// <param name="Schema">What the feature follows: the layer's, with the system in which its geometry is.</param>
sealed record FoundFeature(ServedLayer Layer, FeatureSchema Schema, Feature Feature)
{
    const string NullText = "Null";

    /// <summary>The name of the field in which the text was found, for find.</summary>
    public string? FoundField { get; init; }

    public void Write(JsonOutput json, FoundWriting writing)
    {
        var display = LayerJson.DisplayField(Layer.Features.Schema);
        var place = Schema.IndexOf(FoundField ?? display);
        json.StartObject();
        json.Member("layerId"u8, Layer.Id);
        json.Member("layerName"u8, Layer.Name);
        json.Member("displayFieldName"u8, display);
        if (FoundField is not null)
        {
            json.Member("foundFieldName"u8, FoundField);
        }

        json.Member("value"u8, TextOf(Schema.Fields[place], Feature.Attributes[place]));
        WriteAttributes(json, writing);
        if (!Schema.IsTable)
        {
            json.Member("geometryType"u8, $"esriGeometry{Schema.GeometryType}");
            if (writing.ReturnGeometry && Feature.Geometry is { } geometry)
            {
                json.Name("geometry"u8);
                EsriGeometry.Write(json, geometry, Schema, writing.ReturnZ, writing.ReturnM);
            }
        }

        json.EndObject();
    }

    /// <summary>A value as people read it: dates in UTC, what is missing as <c>Null</c>.</summary>
    public static string TextOf(Field field, object? value) => value switch
    {
        null => NullText,
        long time when field.Type == FieldType.Date => DateText(time),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? NullText,
    };

    void WriteAttributes(JsonOutput json, FoundWriting writing)
    {
        json.StartObject("attributes"u8);
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Schema.Fields.Length; i++)
        {
            var field = Schema.Fields[i];

            // Two fields of one alias must not become one member.
            var name = !writing.ReturnFieldName && used.Add(field.Alias) ? field.Alias : field.Name;
            json.Name(name);
            var value = Feature.Attributes[i];
            if (!writing.ReturnUnformattedValues)
            {
                json.Value(TextOf(field, value));
                continue;
            }

            switch (value)
            {
                case null:
                    json.Null();
                    break;
                case long whole:
                    json.Value(whole);
                    break;
                case double number when double.IsFinite(number):
                    json.Value(number);
                    break;
                default:
                    json.Value(value.ToString());
                    break;
            }
        }

        json.EndObject();
    }

    static string DateText(long milliseconds)
    {
        const long most = 253_402_300_799_999;
        const long least = -62_135_596_800_000;
        return milliseconds is >= least and <= most
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("M/d/yyyy h:mm:ss tt", CultureInfo.InvariantCulture)
            : milliseconds.ToString(CultureInfo.InvariantCulture);
    }
}
