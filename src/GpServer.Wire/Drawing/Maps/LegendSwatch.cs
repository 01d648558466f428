using GpServer.Core.Features;
using GpServer.Wire.Drawing.Painting;
using GpServer.Wire.Drawing.Strokes;
using GpServer.Wire.Drawing.Symbols;

namespace GpServer.Wire.Drawing.Maps;

/// <summary>Draws a symbol as a legend shows it.</summary>
public static class LegendSwatch
{
    const float Margin = 2;

    /// <param name="type">What the symbol is used for.</param>
    /// <param name="side">Pixels; a larger symbol is cut.</param>
    public static PixelImage Draw(Symbol? symbol, GeometryType type, int side, double dpi)
    {
        var image = new PixelImage(side, side);
        var prepared = new PreparedSymbol(symbol, dpi / 72);
        using var list = new DrawList();
        var middle = side / 2f;
        if (prepared.Stamp is { } stamp && type is GeometryType.Point or GeometryType.Multipoint)
        {
            list.Stamp(middle, middle, stamp);
        }
        else if (type == GeometryType.Polyline)
        {
            Line(list, prepared, [Margin, middle, side - Margin, middle], isClosed: false);
        }
        else
        {
            float[] square = [Margin, Margin, side - Margin, Margin, side - Margin, side - Margin, Margin, side - Margin];
            if (prepared.Fill is { } fill)
            {
                list.Contours.Add(square);
                list.Contours.End();
                list.Fill(0, fill, FillRule.EvenOdd);
            }

            Line(list, prepared, square, isClosed: true);
        }

        using var canvas = new Canvas(image, 1);
        canvas.Paint(list);
        return image;
    }

    static void Line(DrawList list, PreparedSymbol symbol, float[] vertices, bool isClosed)
    {
        if (symbol.Line is { } line)
        {
            var first = list.Contours.Count;
            new Stroker().Add(vertices, isClosed, line, list.Contours);
            list.Fill(first, symbol.LinePaint!, FillRule.NonZero);
        }
    }
}
