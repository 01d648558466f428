using System.Text.Json;
using GpServer.Core;
using GpServer.Core.Features;

namespace GpServer.Wire.Drawing.Symbols;

/// <summary>
/// Reads renderers as clients of the protocol write them: <c>simple</c>, <c>uniqueValue</c> and <c>classBreaks</c>, alone or as the member
/// <c>renderer</c> of a <c>drawingInfo</c>, whose <c>transparency</c> is then obeyed. A renderer of another type draws all features with the symbol
/// that layers of their kind have by default.
/// </summary>
public static class RendererReader
{
    const int MaxLength = 4 << 20;
    const int MaxSymbols = 20_000;

    static readonly string[] FieldMembers = ["field1", "field2", "field3"];

    /// <param name="json">The text.</param>
    /// <param name="type">What the layer's features are, for symbols that this server does not know.</param>
    /// <param name="layer">The layer's number, likewise.</param>
    /// <exception cref="GpException">The text is no renderer.</exception>
    public static Renderer Read(string json, GeometryType type, int layer)
    {
        if (json.Length > MaxLength)
        {
            throw new GpException(GpError.LimitExceeded, $"renderer: {json.Length} characters are more than the limit of {MaxLength}.");
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var isInfo = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("renderer", out _);
            var opacity = isInfo ? 1 - (root.Number("transparency", 0) / 100) : 1;
            return Read(isInfo ? root.GetProperty("renderer") : root, new SymbolReader(DefaultSymbols.Of(type, layer), opacity));
        }
        catch (JsonException e)
        {
            throw new GpException(GpError.InvalidParameter, "renderer: the text is no JSON.", e);
        }
    }

    static Renderer Read(JsonElement renderer, SymbolReader symbols)
    {
        if (renderer.ValueKind != JsonValueKind.Object)
        {
            throw new GpException(GpError.InvalidParameter, "renderer: expected an object with a type.");
        }

        return renderer.Text("type") switch
        {
            "simple" => new SimpleRenderer(symbols.Read(renderer, "symbol"), renderer.Text("label")),
            "uniqueValue" => UniqueValues(renderer, symbols),
            "classBreaks" => ClassBreaks(renderer, symbols),
            _ => new SimpleRenderer(symbols.Otherwise),
        };
    }

    static UniqueValueRenderer UniqueValues(JsonElement renderer, SymbolReader symbols)
    {
        var fields = FieldMembers.Select(name => renderer.Text(name)).Where(name => name.Length > 0).ToList();
        var delimiter = renderer.TryGetProperty("fieldDelimiter", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : ",";
        var entries = new List<RendererSymbol>();
        foreach (var info in renderer.Items("uniqueValueInfos"))
        {
            CheckCount(entries.Count);
            entries.Add(new RendererSymbol(info.Text("label"), symbols.Read(info, "symbol")) { Values = [info.Text("value")] });
        }

        foreach (var item in renderer.Items("uniqueValueGroups").SelectMany(group => group.Items("classes")))
        {
            CheckCount(entries.Count);
            var values = item.Items("values").Select(row => string.Join(delimiter, row.EnumerateArray().Select(value => value.ToString())));
            entries.Add(new RendererSymbol(item.Text("label"), symbols.Read(item, "symbol")) { Values = [.. values] });
        }

        return new UniqueValueRenderer(
            fields, delimiter, entries.DistinctBy(entry => string.Join('\0', entry.Values)).ToList(), Default(renderer, symbols));
    }

    static ClassBreaksRenderer ClassBreaks(JsonElement renderer, SymbolReader symbols)
    {
        var breaks = new List<ClassBreak>();
        var least = renderer.Number("minValue", double.NegativeInfinity);
        foreach (var info in renderer.Items("classBreakInfos"))
        {
            CheckCount(breaks.Count);
            var most = info.Number("classMaxValue", double.PositiveInfinity);
            var symbol = new RendererSymbol(info.Text("label"), symbols.Read(info, "symbol"));
            breaks.Add(new ClassBreak(info.Number("classMinValue", least), most, symbol));
            least = most;
        }

        var normalization = renderer.Text("normalizationType") switch
        {
            "esriNormalizeByField" => new ClassNormalization(renderer.Text("normalizationField"), 1, false),
            "esriNormalizeByLog" => new ClassNormalization(null, 1, true),
            "esriNormalizeByPercentOfTotal" => new ClassNormalization(null, renderer.Number("normalizationTotal", 100) / 100, false),
            _ => ClassNormalization.None,
        };
        return new ClassBreaksRenderer(renderer.Text("field"), normalization, breaks, Default(renderer, symbols));
    }

    static RendererSymbol? Default(JsonElement renderer, SymbolReader symbols) => symbols.Read(renderer, "defaultSymbol") is { } symbol
        ? new RendererSymbol(renderer.Text("defaultLabel"), symbol)
        : null;

    static void CheckCount(int count)
    {
        if (count >= MaxSymbols)
        {
            throw new GpException(GpError.LimitExceeded, $"renderer: it has more symbols than the limit of {MaxSymbols}.");
        }
    }
}
