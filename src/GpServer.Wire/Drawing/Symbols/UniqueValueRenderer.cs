using System.Globalization;
using GpServer.Core.Features;

namespace GpServer.Wire.Drawing.Symbols;

/// <summary>A symbol for each value of a field, or for each combination of the values of up to three.</summary>
/// <param name="Fields">Their names.</param>
/// <param name="Delimiter">What stands between the values of several fields.</param>
/// <param name="Default">For all other values; null where those are not drawn.</param>
public sealed record UniqueValueRenderer(
    IReadOnlyList<string> Fields, string Delimiter, IReadOnlyList<RendererSymbol> Entries, RendererSymbol? Default) : Renderer
{
    const string NullText = "<Null>";

    public override IReadOnlyList<RendererSymbol> Symbols { get; } = Default is null ? Entries : [.. Entries, Default];

    public override Func<Feature, int> Chooser(FeatureSchema schema)
    {
        var places = Fields.Select(schema.IndexOf).ToArray();
        var symbols = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Entries.Count; i++)
        {
            foreach (var value in Entries[i].Values)
            {
                symbols.TryAdd(value, i);
            }
        }

        var other = Default is null ? -1 : Entries.Count;
        return places is [var only]
            ? feature => symbols.GetValueOrDefault(Text(feature, only), other)
            : feature => symbols.GetValueOrDefault(string.Join(Delimiter, places.Select(place => Text(feature, place))), other);
    }

    static string Text(Feature feature, int place) => place < 0 ? NullText : feature.Attributes[place] switch
    {
        null => NullText,
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var value => value.ToString() ?? NullText,
    };
}
