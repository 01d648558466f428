using System.Globalization;
using System.Text.Json;

namespace GpServer.Wire.Drawing.Symbols;

/// <summary>Members of symbols, which clients write with care and without.</summary>
static class JsonElementExtensions
{
    /// <summary>A member's text, or the text of its number; empty where there is none.</summary>
    public static string Text(this JsonElement element, string name) => Member(element, name) is { } member ? member.ValueKind switch
    {
        JsonValueKind.String => member.GetString()!,
        JsonValueKind.Number => member.GetRawText(),
        _ => "",
    } : "";

    public static double Number(this JsonElement element, string name, double otherwise) => Member(element, name) is { } member
        && (member.ValueKind == JsonValueKind.Number ? member.TryGetDouble(out var number)
            : double.TryParse(member.ValueKind == JsonValueKind.String ? member.GetString() : null, NumberStyles.Float,
                CultureInfo.InvariantCulture, out number))
        && double.IsFinite(number)
        ? number
        : otherwise;

    /// <summary>The objects of a member that is an array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            : [];

    /// <summary>A member; null where there is none, or the element is no object.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
}
