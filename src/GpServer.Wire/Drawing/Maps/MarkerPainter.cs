using GpServer.Wire.Drawing.Painting;
using GpServer.Wire.Drawing.Strokes;
using GpServer.Wire.Drawing.Symbols;

namespace GpServer.Wire.Drawing.Maps;

/// <summary>Paints the shape of a point symbol.</summary>
sealed class MarkerPainter
{
    readonly MarkerSymbol _symbol;
    readonly LineStyle? _line;
    readonly Paint? _linePaint;
    readonly Stroker _stroker = new();
    readonly float _half;

    public MarkerPainter(MarkerSymbol symbol, double pixelsOfPoint)
    {
        _symbol = symbol;
        _half = Math.Max(0.5f, (float)(symbol.Size * pixelsOfPoint / 2));
        (_line, _linePaint) = PreparedSymbol.LineOf(symbol.Outline, pixelsOfPoint);
        if (IsLines && _line is null)
        {
            // A cross is made of its outline alone; without one it has its colour.
            (_line, _linePaint) = PreparedSymbol.LineOf(new LineSymbol(symbol.Color, 1) { Cap = LineCap.Butt }, pixelsOfPoint);
        }

        Reach = (_half * 1.5f) + (_line?.Width ?? 0);
        (OffsetX, OffsetY) = ((float)(symbol.OffsetX * pixelsOfPoint), (float)(-symbol.OffsetY * pixelsOfPoint));
        Reach = Math.Max(Reach, Reach + Math.Max(Math.Abs(OffsetX), Math.Abs(OffsetY)));
    }

    /// <summary>Pixels beyond the point where something may be painted.</summary>
    public float Reach { get; }

    public float OffsetX { get; }

    public float OffsetY { get; }

    bool IsLines => _symbol.Shape is MarkerShape.Cross or MarkerShape.X;

    public Stamp MakeStamp() => new((_half * 1.5f) + (_line?.Width ?? 0), Paint);

    void Paint(DrawList list, float x, float y)
    {
        var outlines = Outlines();
        if (!IsLines && _symbol.Color.Alpha > 0)
        {
            var first = list.Contours.Count;
            Add(list.Contours, outlines[0], x, y);
            list.Fill(first, new Paint(_symbol.Color), FillRule.NonZero);
        }

        if (_line is not null)
        {
            var first = list.Contours.Count;
            foreach (var outline in outlines)
            {
                _stroker.Add(Placed(outline, x, y), !IsLines, _line, list.Contours);
            }

            list.Fill(first, _linePaint!, FillRule.NonZero);
        }
    }

    /// <summary>The shape around the origin, x and y in turn, y downward.</summary>
    float[][] Outlines() => _symbol.Shape switch
    {
        MarkerShape.Square => [[-_half, -_half, _half, -_half, _half, _half, -_half, _half]],
        MarkerShape.Diamond => [[0, -_half, _half, 0, 0, _half, -_half, 0]],
        MarkerShape.Triangle => [[0, -_half, _half, _half, -_half, _half]],
        MarkerShape.Cross => [[-_half, 0, _half, 0], [0, -_half, 0, _half]],
        MarkerShape.X => [[-_half, -_half, _half, _half], [-_half, _half, _half, -_half]],
        _ => [Circle()],
    };

    float[] Circle()
    {
        const float tolerance = 0.02f;
        var count = Math.Clamp((int)MathF.Ceiling(MathF.PI / MathF.Acos(1 - (tolerance / _half))), 8, 360);
        var circle = new float[count * 2];
        for (var i = 0; i < count; i++)
        {
            var (sine, cosine) = MathF.SinCos(MathF.Tau * i / count);
            (circle[2 * i], circle[(2 * i) + 1]) = (_half * cosine, _half * sine);
        }

        return circle;
    }

    void Add(Contours target, float[] outline, float x, float y)
    {
        target.Add(Placed(outline, x, y));
        target.End();
    }

    /// <summary>Turned against the clock and moved.</summary>
    float[] Placed(float[] outline, float x, float y)
    {
        var (sine, cosine) = MathF.SinCos((float)(_symbol.Angle * Math.PI / 180));
        var placed = new float[outline.Length];
        for (var i = 0; i < outline.Length; i += 2)
        {
            placed[i] = x + (outline[i] * cosine) + (outline[i + 1] * sine);
            placed[i + 1] = y - (outline[i] * sine) + (outline[i + 1] * cosine);
        }

        return placed;
    }
}
