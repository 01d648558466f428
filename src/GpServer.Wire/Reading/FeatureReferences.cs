using System.Text;
using GpServer.Core.Json;
using GpServer.Core.Values;

namespace GpServer.Wire.Reading;

/// <summary>Reads references to features that are elsewhere.</summary>
static class FeatureReferences
{
    public const int MaxUrlBytes = 65_536;

    // Longer than any name that data is registered under.
    const int MaxName = 200;

    /// <summary>The reference of a text that is a URL or could be the name of a layer, or null.</summary>
    public static FeatureReference? FromText(string text, ReadingPlace place)
    {
        text = text.Trim();
        var isUrl = text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!isUrl)
        {
            return IsName(text) ? new FeatureReference { Layer = text } : null;
        }

        return text.Length <= MaxUrlBytes
            ? new FeatureReference { Url = text }
            : throw place.Exceeds($"the URL has more than {MaxUrlBytes} characters, the limit of one URL.");
    }

    /// <summary>The reference that an object with a <c>url</c>, an <c>itemID</c> or the name of a <c>layer</c> is.</summary>
    public static FeatureReference FromMembers(JsonMembers members) => new()
    {
        Url = NotEmpty(members.Text("url")),
        ItemId = NotEmpty(members.Text("itemID") ?? members.Text("itemId")),
        Layer = NotEmpty(members.Text("layer")),
        Filter = NotEmpty(members.Text("filter")),
        Time = members.TryGet("time", out var time) && time.Peek() == JsonKind.Number
            ? Encoding.UTF8.GetString(time.SkipRaw())
            : NotEmpty(members.Text("time")),
        Token = NotEmpty(members.Text("token") ?? members.Text("serviceToken")),
    };

    static bool IsName(string text) => text.Length is > 0 and <= MaxName && (char.IsLetter(text[0]) || text[0] is '_' or '/')
        && text.All(character => char.IsLetterOrDigit(character) || " _-./()".Contains(character, StringComparison.Ordinal));

    static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
