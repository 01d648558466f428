using GpServer.Wire.Drawing.Painting;
using GpServer.Wire.Drawing.Strokes;
using GpServer.Wire.Drawing.Symbols;

namespace GpServer.Wire.Drawing.Maps;

/// <summary>A symbol in pixels, ready to be painted with. Immutable, for many threads.</summary>
sealed class PreparedSymbol
{
    const float ThinnestLine = 0.4f;
    const int HatchPoints = 6;
    const double HatchWidth = 0.75;

    public PreparedSymbol(Symbol? symbol, double pixelsOfPoint)
    {
        switch (symbol)
        {
            case FillSymbol fill:
                Fill = FillOf(fill, pixelsOfPoint);
                (Line, LinePaint) = LineOf(fill.Outline, pixelsOfPoint);
                break;
            case LineSymbol line:
                (Line, LinePaint) = LineOf(line, pixelsOfPoint);
                break;
            case MarkerSymbol marker:
                var painter = new MarkerPainter(marker, pixelsOfPoint);
                (Stamp, OffsetX, OffsetY) = (painter.MakeStamp(), painter.OffsetX, painter.OffsetY);
                Reach = painter.Reach;
                break;
        }

        Reach += Line is null ? 0 : Line.Width * (Line.Join == LineJoin.Miter ? Line.MiterLimit : 1) / 2;
    }

    /// <summary>What areas are filled with, or null.</summary>
    public Paint? Fill { get; }

    /// <summary>The shape of lines and outlines, or null.</summary>
    public LineStyle? Line { get; }

    /// <summary>What lines and outlines are painted with.</summary>
    public Paint? LinePaint { get; }

    /// <summary>What points are shown by, or null.</summary>
    public Stamp? Stamp { get; }

    /// <summary>Pixels from a point to the middle of its stamp.</summary>
    public float OffsetX { get; }

    /// <summary>Pixels downward from a point to the middle of its stamp.</summary>
    public float OffsetY { get; }

    /// <summary>Pixels beyond a feature where something may be painted.</summary>
    public float Reach { get; }

    public static (LineStyle? Line, Paint? Paint) LineOf(LineSymbol? symbol, double pixelsOfPoint)
    {
        if (symbol is not { IsSeen: true })
        {
            return (null, null);
        }

        var width = Math.Max(ThinnestLine, (float)(symbol.Width * pixelsOfPoint));
        var dashes = Dashes(symbol.Pattern).Select(length => length * Math.Max(1, width)).ToArray();
        var style = new LineStyle(width)
        {
            // A round end would fill a gap as long as the line is wide.
            Cap = dashes.Length > 0 ? LineCap.Butt : symbol.Cap,
            Join = symbol.Join,
            MiterLimit = (float)symbol.MiterLimit,
            Dashes = dashes,
        };
        return (style, new Paint(symbol.Color));
    }

    static Paint? FillOf(FillSymbol symbol, double pixelsOfPoint)
    {
        if (symbol.Pattern == FillPattern.Null || symbol.Color.Alpha == 0)
        {
            return null;
        }

        var directions = symbol.Pattern switch
        {
            FillPattern.Horizontal => [HatchDirection.Horizontal],
            FillPattern.Vertical => [HatchDirection.Vertical],
            FillPattern.ForwardDiagonal => [HatchDirection.Rising],
            FillPattern.BackwardDiagonal => [HatchDirection.Falling],
            FillPattern.Cross => [HatchDirection.Horizontal, HatchDirection.Vertical],
            FillPattern.DiagonalCross => [HatchDirection.Rising, HatchDirection.Falling],
            _ => Array.Empty<HatchDirection>(),
        };
        var side = (int)Math.Clamp(Math.Round(HatchPoints * pixelsOfPoint), 3, 256);
        return directions.Length == 0
            ? new Paint(symbol.Color)
            : new Paint(symbol.Color, HatchTile.Of(side, Math.Max(0.75, HatchWidth * pixelsOfPoint), directions));
    }

    /// <summary>Lengths in widths of the line.</summary>
    static float[] Dashes(LinePattern pattern) => pattern switch
    {
        LinePattern.Dash => [4, 3],
        LinePattern.Dot => [1, 2],
        LinePattern.DashDot => [4, 2, 1, 2],
        LinePattern.DashDotDot => [4, 2, 1, 2, 1, 2],
        LinePattern.ShortDash => [3, 1],
        LinePattern.ShortDot => [1, 1],
        LinePattern.ShortDashDot => [3, 1, 1, 1],
        LinePattern.ShortDashDotDot => [3, 1, 1, 1, 1, 1],
        LinePattern.LongDash => [8, 3],
        LinePattern.LongDashDot => [8, 3, 1, 3],
        _ => [],
    };
}
