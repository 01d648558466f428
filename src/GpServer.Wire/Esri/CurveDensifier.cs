using GpServer.Wire.Reading;

namespace GpServer.Wire.Esri;

/// <summary>
/// Replaces curves by chords. No chord is farther from its arc than <see cref="Tolerance"/> times the radius (the longer half axis of an
/// ellipse), or from its Bézier curve than that times the extent of the four control points. Z and m change evenly along a curve.
/// </summary>
/// <remarks>
/// A curve runs from the last but one vertex of the part to the last; vertices are put between them. The farthest distance between an arc
/// of
/// the angle a and its chord is r (1 - cos(a/2)). A cubic is farther from n equal chords than max|B''| / (8 n²) nowhere, and |B''| is at
/// most
/// six times the larger second difference of its control points.
/// </remarks>
sealed class CurveDensifier(VertexBuffer part)
{
    public const double Tolerance = 1e-4;

    /// <summary>The most vertices that one curve becomes.</summary>
    public const int MaxVertices = 256;

    static readonly double LargestStep = 2 * Math.Acos(1 - Tolerance);

    readonly double[] _end = new double[VertexLayout.MaxDimension];
    readonly double[] _start = new double[VertexLayout.MaxDimension];

    /// <summary>A circular arc through an inner point; the full circle over it where the arc ends at its start.</summary>
    public void ArcThrough(double x, double y)
    {
        TakeEnds();
        double innerX = x - _start[0], innerY = y - _start[1];
        double endX = _end[0] - _start[0], endY = _end[1] - _start[1];
        if (endX == 0 && endY == 0)
        {
            Draw((_start[0] + x) / 2, (_start[1] + y) / 2, clockwise: false);
            return;
        }

        var innerSquare = (innerX * innerX) + (innerY * innerY);
        var endSquare = (endX * endX) + (endY * endY);
        var cross = 2 * ((innerX * endY) - (innerY * endX));
        if (Math.Abs(cross) <= 1e-12 * (innerSquare + endSquare))
        {
            // Three points on a line: there is no circle through them.
            Add(x, y, 0.5);
            AddEnd();
            return;
        }

        var centerX = _start[0] + (((endY * innerSquare) - (innerY * endSquare)) / cross);
        var centerY = _start[1] + (((innerX * endSquare) - (endX * innerSquare)) / cross);
        Draw(centerX, centerY, clockwise: cross < 0);
    }

    /// <summary>A circular arc around a centre; the full circle where it ends at its start.</summary>
    public void Arc(double centerX, double centerY, bool clockwise)
    {
        TakeEnds();
        Draw(centerX, centerY, clockwise);
    }

    /// <summary>An arc of an ellipse; all of it where it ends at its start.</summary>
    public void EllipticArc(EllipseShape ellipse, bool clockwise)
    {
        TakeEnds();
        if (ellipse.IsDrawable)
        {
            var start = ellipse.AngleOf(_start[0], _start[1]);
            var sweep = Sweep(start, ellipse.AngleOf(_end[0], _end[1]), clockwise);
            var chords = Chords(Math.Abs(sweep) / LargestStep);
            for (var i = 1; i < chords; i++)
            {
                var fraction = (double)i / chords;
                var (x, y) = ellipse.At(start + (fraction * sweep));
                Add(x, y, fraction);
            }
        }

        AddEnd();
    }

    /// <summary>A cubic Bézier curve with two control points.</summary>
    public void Bezier(double x1, double y1, double x2, double y2)
    {
        TakeEnds();
        double x0 = _start[0], y0 = _start[1], x3 = _end[0], y3 = _end[1];
        var extent = Math.Max(
            Math.Max(Math.Max(x0, x1), Math.Max(x2, x3)) - Math.Min(Math.Min(x0, x1), Math.Min(x2, x3)),
            Math.Max(Math.Max(y0, y1), Math.Max(y2, y3)) - Math.Min(Math.Min(y0, y1), Math.Min(y2, y3)));
        var bend = Math.Max(
            Math.Sqrt(Square(x0 - (2 * x1) + x2) + Square(y0 - (2 * y1) + y2)),
            Math.Sqrt(Square(x1 - (2 * x2) + x3) + Square(y1 - (2 * y2) + y3)));
        var chords = Chords(Math.Sqrt(0.75 * bend / (Tolerance * extent)));
        for (var i = 1; i < chords; i++)
        {
            double t = (double)i / chords, s = 1 - t;
            double b0 = s * s * s, b1 = 3 * s * s * t, b2 = 3 * s * t * t, b3 = t * t * t;
            Add((b0 * x0) + (b1 * x1) + (b2 * x2) + (b3 * x3), (b0 * y0) + (b1 * y1) + (b2 * y2) + (b3 * y3), t);
        }

        AddEnd();
    }

    static double Square(double value) => value * value;

    // NaN, of curves whose ends are no numbers, gives one chord.
    static int Chords(double chords) => chords >= 1 ? (int)Math.Min(Math.Ceiling(chords), MaxVertices) : 1;

    double Sweep(double start, double end, bool clockwise)
    {
        if (_start[0] == _end[0] && _start[1] == _end[1])
        {
            return clockwise ? -Math.Tau : Math.Tau;
        }

        var sweep = end - start;
        return clockwise
            ? (sweep > 0 ? sweep - Math.Tau : sweep)
            : (sweep < 0 ? sweep + Math.Tau : sweep);
    }

    /// <summary>Draws a circular arc. Ends that are not equally far from the centre are joined by an even change of the radius.</summary>
    void Draw(double centerX, double centerY, bool clockwise)
    {
        double startX = _start[0] - centerX, startY = _start[1] - centerY;
        double endX = _end[0] - centerX, endY = _end[1] - centerY;
        double startRadius = Math.Sqrt(Square(startX) + Square(startY)), endRadius = Math.Sqrt(Square(endX) + Square(endY));
        var start = Math.Atan2(startY, startX);
        var sweep = Sweep(start, Math.Atan2(endY, endX), clockwise);
        var chords = Chords(Math.Abs(sweep) / LargestStep);
        for (var i = 1; i < chords; i++)
        {
            var fraction = (double)i / chords;
            var radius = startRadius + (fraction * (endRadius - startRadius));
            var (sin, cos) = Math.SinCos(start + (fraction * sweep));
            Add(centerX + (radius * cos), centerY + (radius * sin), fraction);
        }

        AddEnd();
    }

    void TakeEnds()
    {
        part[part.Count - 2].CopyTo(_start);
        part[part.Count - 1].CopyTo(_end);
        part.RemoveLast();
    }

    void Add(double x, double y, double fraction)
    {
        var vertex = part.Add();
        (vertex[0], vertex[1]) = (x, y);
        for (var i = 2; i < vertex.Length; i++)
        {
            vertex[i] = _start[i] + (fraction * (_end[i] - _start[i]));
        }
    }

    void AddEnd() => _end.AsSpan(0, part.Layout.Dimension).CopyTo(part.Add());
}
