using GpServer.Core.Json;

namespace GpServer.Wire.Drawing.Symbols;

/// <summary>Writes symbols as clients of the protocol read them.</summary>
static class SymbolWriter
{
    public static void Write(JsonOutput json, Symbol? symbol)
    {
        switch (symbol)
        {
            case MarkerSymbol marker:
                Marker(json, marker);
                break;
            case LineSymbol line:
                Line(json, line);
                break;
            case FillSymbol fill:
                Fill(json, fill);
                break;
            default:
                json.Null();
                break;
        }
    }

    static void Marker(JsonOutput json, MarkerSymbol symbol)
    {
        json.StartObject();
        json.Member("type"u8, "esriSMS"u8);
        json.Member("style"u8, $"esriSMS{symbol.Shape}");
        Color(json, symbol.Color);
        json.Member("size"u8, symbol.Size);
        json.Member("angle"u8, symbol.Angle);
        json.Member("xoffset"u8, symbol.OffsetX);
        json.Member("yoffset"u8, symbol.OffsetY);
        Outline(json, symbol.Outline);
        json.EndObject();
    }

    static void Line(JsonOutput json, LineSymbol symbol)
    {
        json.StartObject();
        json.Member("type"u8, "esriSLS"u8);
        json.Member("style"u8, $"esriSLS{symbol.Pattern}");
        Color(json, symbol.Color);
        json.Member("width"u8, symbol.Width);
        json.EndObject();
    }

    static void Fill(JsonOutput json, FillSymbol symbol)
    {
        json.StartObject();
        json.Member("type"u8, "esriSFS"u8);
        json.Member("style"u8, $"esriSFS{symbol.Pattern}");
        Color(json, symbol.Color);
        Outline(json, symbol.Outline);
        json.EndObject();
    }

    static void Outline(JsonOutput json, LineSymbol? outline)
    {
        if (outline is not null)
        {
            json.Name("outline"u8);
            Line(json, outline);
        }
    }

    static void Color(JsonOutput json, Color color)
    {
        json.StartArray("color"u8);
        json.Value(color.Red);
        json.Value(color.Green);
        json.Value(color.Blue);
        json.Value(color.Alpha);
        json.EndArray();
    }
}
