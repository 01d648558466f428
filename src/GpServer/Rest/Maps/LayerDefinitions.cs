using System.Globalization;
using System.Text;
using System.Text.Json;
using GpServer.Core;
using GpServer.Core.Queries;
using GpServer.Layers;

namespace GpServer.Rest.Maps;

/// <summary>
/// The conditions of <c>layerDefs</c>: <c>{"0":"POP &gt; 5"}</c>, or as older clients write them <c>0:POP &gt; 5;1:NAME = 'a'</c>; also a list of
/// <c>{"layerId":0,"where":…}</c>.
/// </summary>
sealed class LayerDefinitions
{
    const int Longest = 100_000;

    readonly Dictionary<int, string> _conditions = [];

    LayerDefinitions(string text) => Text = text;

    /// <summary>As it came.</summary>
    public string Text { get; }

    /// <exception cref="GpException">It is of neither form.</exception>
    public static LayerDefinitions Read(RestRequest request)
    {
        const string name = "layerDefs";
        if (request.Parameters.Find(name) is not { IsNotGiven: false } given)
        {
            return new LayerDefinitions("");
        }

        if (given.Utf8.Length > Longest)
        {
            throw new GpException(GpError.LimitExceeded, $"{name}: {given.Utf8.Length} bytes are more than the limit of {Longest}.");
        }

        var definitions = new LayerDefinitions(Encoding.UTF8.GetString(given.Utf8.Span).Trim());
        try
        {
            if (definitions.Text is ['{' or '[', ..])
            {
                using var json = JsonDocument.Parse(definitions.Text);
                definitions.Add(json.RootElement);
            }
            else
            {
                definitions.Add(definitions.Text);
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or InvalidOperationException or KeyNotFoundException)
        {
            throw new GpException(GpError.InvalidParameter,
                $"{name}: '{given.Excerpt()}' is not valid; expected JSON such as {{\"0\":\"POP > 5\"}}, or 0:POP > 5;1:… .", e);
        }

        return definitions;
    }

    /// <summary>The condition of a layer, read; null where it has none.</summary>
    /// <exception cref="GpException">It cannot be read.</exception>
    public WhereClause? Of(ServedLayer layer, DateTimeOffset now) => _conditions.TryGetValue(layer.Id, out var condition)
        ? WhereClause.Parse(condition, layer.Features.Schema, now, "layerDefs")
        : null;

    void Add(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
            {
                Add(item.GetProperty("layerId").GetInt32().ToString(CultureInfo.InvariantCulture), item.GetProperty("where"));
            }

            return;
        }

        foreach (var member in json.EnumerateObject())
        {
            Add(member.Name, member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("definition", out var definition)
                ? definition
                : member.Value);
        }
    }

    void Add(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = End(text, start);
            var part = text[start..end];
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (part.Trim().Length > 0)
            {
                Add(Number(colon > 0 ? part[..colon] : ""), part[(colon + 1)..]);
            }

            start = end + 1;
        }
    }

    /// <summary>Where the next semicolon is that is not within a text.</summary>
    static int End(string text, int start)
    {
        var isQuoted = false;
        for (var i = start; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '\'';
            if (text[i] == ';' && !isQuoted)
            {
                return i;
            }
        }

        return text.Length;
    }

    void Add(string number, JsonElement condition)
    {
        if (condition.ValueKind != JsonValueKind.Null)
        {
            Add(Number(number), condition.ValueKind == JsonValueKind.String ? condition.GetString()! : throw new FormatException());
        }
    }

    void Add(int layer, string condition)
    {
        if (condition.Trim().Length > 0)
        {
            _conditions[layer] = condition;
        }
    }

    static int Number(string text) => int.Parse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
}
