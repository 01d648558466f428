using System.Text;
using GpServer.Core.Json;
using GpServer.Core.Values;

namespace GpServer.Wire.Reading;

/// <summary>Reads references to features that are elsewhere.</summary>
static class FeatureReferences
{
    public const int MaxUrlBytes = 65_536;

    /// <summary>The reference of a text that is a URL, or null.</summary>
    public static FeatureReference? FromText(string text, ReadingPlace place)
    {
        text = text.Trim();
        var isUrl = text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!isUrl)
        {
            return null;
        }

        return text.Length <= MaxUrlBytes
            ? new FeatureReference { Url = text }
            : throw place.Exceeds($"the URL has more than {MaxUrlBytes} characters, the limit of one URL.");
    }

    /// <summary>The reference that an object with a <c>url</c> or <c>itemID</c> is.</summary>
    public static FeatureReference FromMembers(JsonMembers members) => new()
    {
        Url = NotEmpty(members.Text("url")),
        ItemId = NotEmpty(members.Text("itemID") ?? members.Text("itemId")),
        Filter = NotEmpty(members.Text("filter")),
        Time = members.TryGet("time", out var time) && time.Peek() == JsonKind.Number
            ? Encoding.UTF8.GetString(time.SkipRaw())
            : NotEmpty(members.Text("time")),
        Token = NotEmpty(members.Text("token") ?? members.Text("serviceToken")),
    };

    static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
