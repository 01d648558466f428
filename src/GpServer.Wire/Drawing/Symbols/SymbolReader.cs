using System.Text.Json;
using GpServer.Wire.Drawing.Strokes;

namespace GpServer.Wire.Drawing.Symbols;

/// <summary>
/// Reads symbols: <c>esriSMS</c>, <c>esriSLS</c>, <c>esriSFS</c>. Pictures, texts and whatever else there is become the default symbol, so that the
/// feature is seen.
/// </summary>
/// <param name="otherwise">The symbol of what is not known here.</param>
/// <param name="opacity">By what all colours are faded, from 0 to 1.</param>
sealed class SymbolReader(Symbol otherwise, double opacity)
{
    /// <summary>Points: what is larger is no symbol but a mistake.</summary>
    const double LargestSize = 400;

    const double LargestWidth = 200;

    public Symbol Otherwise => otherwise;

    /// <summary>The symbol of a member; null where it is null or not there.</summary>
    public Symbol? Read(JsonElement owner, string name) =>
        owner.Member(name) is { ValueKind: JsonValueKind.Object } symbol ? Read(symbol) : null;

    Symbol Read(JsonElement symbol) => symbol.Text("type") switch
    {
        "esriSMS" => Marker(symbol),
        "esriSLS" => Line(symbol),
        "esriSFS" => Fill(symbol),
        _ => otherwise,
    };

    MarkerSymbol Marker(JsonElement symbol) => new(Color(symbol), Math.Clamp(symbol.Number("size", 6), 0, LargestSize), symbol.Text("style") switch
    {
        "esriSMSSquare" => MarkerShape.Square,
        "esriSMSDiamond" => MarkerShape.Diamond,
        "esriSMSCross" => MarkerShape.Cross,
        "esriSMSX" => MarkerShape.X,
        "esriSMSTriangle" => MarkerShape.Triangle,
        _ => MarkerShape.Circle,
    })
    {
        Outline = Outline(symbol),
        Angle = symbol.Number("angle", 0),
        OffsetX = Math.Clamp(symbol.Number("xoffset", 0), -LargestSize, LargestSize),
        OffsetY = Math.Clamp(symbol.Number("yoffset", 0), -LargestSize, LargestSize),
    };

    LineSymbol? Outline(JsonElement symbol) =>
        symbol.Member("outline") is { ValueKind: JsonValueKind.Object } outline ? Line(outline) : null;

    LineSymbol Line(JsonElement symbol) => new(Color(symbol), Math.Clamp(symbol.Number("width", 1), 0, LargestWidth), symbol.Text("style") switch
    {
        "esriSLSDash" => LinePattern.Dash,
        "esriSLSDot" => LinePattern.Dot,
        "esriSLSDashDot" => LinePattern.DashDot,
        "esriSLSDashDotDot" => LinePattern.DashDotDot,
        "esriSLSShortDash" => LinePattern.ShortDash,
        "esriSLSShortDot" => LinePattern.ShortDot,
        "esriSLSShortDashDot" => LinePattern.ShortDashDot,
        "esriSLSShortDashDotDot" => LinePattern.ShortDashDotDot,
        "esriSLSLongDash" => LinePattern.LongDash,
        "esriSLSLongDashDot" => LinePattern.LongDashDot,
        "esriSLSNull" => LinePattern.Null,
        _ => LinePattern.Solid,
    })
    {
        Cap = symbol.Text("cap") switch { "esriLCSButt" => LineCap.Butt, "esriLCSSquare" => LineCap.Square, _ => LineCap.Round },
        Join = symbol.Text("join") switch { "esriLJSMiter" => LineJoin.Miter, "esriLJSBevel" => LineJoin.Bevel, _ => LineJoin.Round },
        MiterLimit = Math.Clamp(symbol.Number("miterLimit", 4), 1, 100),
    };

    FillSymbol Fill(JsonElement symbol) => new(Color(symbol), symbol.Text("style") switch
    {
        "esriSFSNull" => FillPattern.Null,
        "esriSFSHorizontal" => FillPattern.Horizontal,
        "esriSFSVertical" => FillPattern.Vertical,
        "esriSFSForwardDiagonal" => FillPattern.ForwardDiagonal,
        "esriSFSBackwardDiagonal" => FillPattern.BackwardDiagonal,
        "esriSFSCross" => FillPattern.Cross,
        "esriSFSDiagonalCross" => FillPattern.DiagonalCross,
        _ => FillPattern.Solid,
    })
    {
        Outline = Outline(symbol),
    };

    /// <summary>Three or four numbers from 0 to 255; null is a colour that is not seen.</summary>
    Color Color(JsonElement symbol)
    {
        if (symbol.Member("color") is not { ValueKind: JsonValueKind.Array } array || array.GetArrayLength() < 3)
        {
            return default;
        }

        Span<byte> channels = [0, 0, 0, 255];
        for (var i = 0; i < Math.Min(4, array.GetArrayLength()); i++)
        {
            var value = array[i].ValueKind == JsonValueKind.Number && array[i].TryGetDouble(out var number) ? number : 0;
            channels[i] = (byte)Math.Round(Math.Clamp(value, 0, 255));
        }

        return new Color(channels[0], channels[1], channels[2], channels[3]).Fade(opacity);
    }
}
