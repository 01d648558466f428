using System.Globalization;
using GpServer.Core;
using GpServer.Layers;

namespace GpServer.Rest.Maps;

/// <summary>Which layers of a map a request wants: <c>show:</c>, <c>hide:</c>, <c>include:</c> or <c>exclude:</c> and numbers.</summary>
static class ShownLayers
{
    const int Longest = 1_000;

    /// <summary>The layers to draw; every layer of a map is drawn where a request says nothing.</summary>
    public static IReadOnlyList<ServedLayer> Of(RestRequest request, ServedLayers map)
    {
        var all = map.Layers.Where(layer => !layer.Features.Schema.IsTable).ToList();
        if (request.Parameters.Word("layers") is not { } text)
        {
            return all;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var word = (colon < 0 ? "show" : text[..colon].Trim()).ToUpperInvariant();
        var ids = Numbers(colon < 0 ? text : text[(colon + 1)..], text);
        return word switch
        {
            "SHOW" => all.FindAll(layer => ids.Contains(layer.Id)),
            "HIDE" or "EXCLUDE" => all.FindAll(layer => !ids.Contains(layer.Id)),

            // What is visible already, and these: all layers are.
            "INCLUDE" => all,
            _ => throw new GpException(GpError.InvalidParameter,
                $"layers: '{Shown(text)}' is not valid; expected show, hide, include or exclude with numbers of layers, such as show:0,2."),
        };
    }

    /// <summary>Numbers with commas between them. Numbers that no layer has, such as the -1 of clients that want none, are let pass.</summary>
    public static HashSet<int> Numbers(string list, string text)
    {
        var ids = new HashSet<int>();
        foreach (var part in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            ids.Add(int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) && ids.Count < Longest
                ? id
                : throw new GpException(GpError.InvalidParameter,
                    $"layers: '{Shown(text)}' is not valid; expected at most {Longest} numbers of layers with commas between them."));
        }

        return ids;
    }

    static string Shown(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}
