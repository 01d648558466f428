using System.Text;
using GpServer.Core.Features;
using GpServer.Core.Json;

namespace GpServer.Wire.Esri;

/// <summary>Writes fields: name, type and alias, and of the rest what is known.</summary>
static class EsriFieldWriter
{
    public static void Write(JsonOutput json, Field field)
    {
        json.StartObject();
        json.Name("name"u8);
        json.Value(field.Name);
        json.Member("type"u8, EsriNames.NameOf(field.Type));
        json.Member("alias"u8, field.Alias);
        WriteNumber(json, "length"u8, field.Length);
        WriteNumber(json, "precision"u8, field.Precision);
        WriteNumber(json, "scale"u8, field.Scale);
        WriteFlag(json, "nullable"u8, field.Nullable);
        WriteFlag(json, "editable"u8, field.Editable);
        if (field.SqlType is { } sqlType)
        {
            json.Member("sqlType"u8, sqlType);
        }

        WriteJson(json, "domain"u8, field.Domain);
        WriteJson(json, "defaultValue"u8, field.DefaultValue);
        json.EndObject();
    }

    static void WriteNumber(JsonOutput json, ReadOnlySpan<byte> name, int? value)
    {
        if (value is { } number)
        {
            json.Member(name, number);
        }
    }

    static void WriteFlag(JsonOutput json, ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } flag)
        {
            json.Member(name, flag);
        }
    }

    static void WriteJson(JsonOutput json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.Name(name);
            json.Raw(Encoding.UTF8.GetBytes(value));
        }
    }
}
