using System.Numerics;
using System.Runtime.InteropServices;
using GpServer.Wire.Drawing.Painting;

namespace GpServer.Wire.Drawing.Strokes;

/// <summary>
/// Makes contours around lines, to be filled by <see cref="FillRule.NonZero"/>. A contour goes along the left side, around the end and back
/// along the right side. Where a side is the inner one of a turn it goes by way of the vertex itself, so that the contour is the sum of the
/// rectangles around the segments and of the wedges between them, all wound alike: its winding is positive in all of the line and zero elsewhere,
/// however short the segments are and however sharply they turn. For one thread.
/// </summary>
sealed class Stroker
{
    /// <summary>Pixels by which an arc may be off its circle.</summary>
    const float Tolerance = 0.03f;

    /// <summary>A side that bends by less, in pixels, needs no join.</summary>
    const float Bend = 0.1f;

    /// <summary>Vertices nearer to each other than this, in pixels, are one.</summary>
    const float Same = 1e-3f;

    /// <summary>A line that would have more dashes is drawn without gaps.</summary>
    const int MaxDashes = 20_000;

    readonly List<Vector2> _points = [];
    readonly List<Vector2> _dash = [];
    readonly List<Vector2> _directions = [];
    readonly List<float> _lengths = [];
    LineStyle _style = new(1);
    float _half;
    Contours _target = null!;

    /// <summary>Adds the contours around a line.</summary>
    /// <param name="vertices">x and y in turn, pixels.</param>
    /// <param name="isClosed">The line goes on from its last vertex to its first.</param>
    public void Add(ReadOnlySpan<float> vertices, bool isClosed, LineStyle style, Contours target)
    {
        (_style, _half, _target) = (style, style.Width / 2, target);
        Take(MemoryMarshal.Cast<float, Vector2>(vertices), isClosed);
        if (_points.Count == 0)
        {
            return;
        }

        if (style.Dashes.Count > 0 && _points.Count > 1 && Dash(isClosed))
        {
            return;
        }

        Outline(_points, isClosed && _points.Count > 2);
    }

    /// <summary>Takes the vertices without those that repeat the one before.</summary>
    void Take(ReadOnlySpan<Vector2> vertices, bool isClosed)
    {
        _points.Clear();
        foreach (var vertex in vertices)
        {
            if (_points.Count == 0 || Vector2.DistanceSquared(_points[^1], vertex) > Same * Same)
            {
                _points.Add(vertex);
            }
        }

        while (isClosed && _points.Count > 1 && Vector2.DistanceSquared(_points[^1], _points[0]) <= Same * Same)
        {
            _points.RemoveAt(_points.Count - 1);
        }
    }

    void Outline(List<Vector2> points, bool isClosed)
    {
        if (points.Count == 1)
        {
            Dot(points[0]);
            return;
        }

        Measure(points, isClosed);
        var count = points.Count;
        var segments = _directions.Count;
        if (isClosed)
        {
            for (var i = 0; i < count; i++)
            {
                var before = i == 0 ? segments - 1 : i - 1;
                Join(points[i], _directions[before], _directions[i], _lengths[before], _lengths[i]);
            }

            _target.End();
            for (var i = count - 1; i >= 0; i--)
            {
                var after = i == 0 ? segments - 1 : i - 1;
                Join(points[i], -_directions[i], -_directions[after], _lengths[i], _lengths[after]);
            }

            _target.End();
            return;
        }

        for (var i = 1; i < count - 1; i++)
        {
            Join(points[i], _directions[i - 1], _directions[i], _lengths[i - 1], _lengths[i]);
        }

        Cap(points[^1], _directions[^1]);
        for (var i = count - 2; i > 0; i--)
        {
            Join(points[i], -_directions[i], -_directions[i - 1], _lengths[i], _lengths[i - 1]);
        }

        Cap(points[0], -_directions[0]);
        _target.End();
    }

    void Measure(List<Vector2> points, bool isClosed)
    {
        _directions.Clear();
        _lengths.Clear();
        for (var i = 0; i < points.Count - (isClosed ? 0 : 1); i++)
        {
            var step = points[i + 1 == points.Count ? 0 : i + 1] - points[i];
            var length = step.Length();
            _directions.Add(step / length);
            _lengths.Add(length);
        }
    }

    /// <summary>The left side where one segment follows another.</summary>
    void Join(Vector2 at, Vector2 before, Vector2 after, float lengthBefore, float lengthAfter)
    {
        var (sideBefore, sideAfter) = (Left(before), Left(after));
        var cross = (before.X * after.Y) - (before.Y * after.X);
        var dot = Vector2.Dot(before, after);
        if (cross > 0)
        {
            // The inner side. Its two lines meet within the segments, unless these are short.
            if (dot > -0.99f && _half * cross / (1 + dot) <= 0.5f * Math.Min(lengthBefore, lengthAfter))
            {
                Add(at + ((sideBefore + sideAfter) / (1 + dot)));
                return;
            }

            Add(at + sideBefore);
            Add(at);
            Add(at + sideAfter);
            return;
        }

        // A bend too small to be seen needs no join.
        var isStraight = dot > 0 && -cross * _half < Bend;
        if (isStraight || (_style.Join == LineJoin.Miter && 2 <= (1 + dot) * _style.MiterLimit * _style.MiterLimit))
        {
            Add(at + ((sideBefore + sideAfter) / (1 + dot)));
            return;
        }

        Add(at + sideBefore);
        if (_style.Join == LineJoin.Round)
        {
            Arc(at, sideBefore, MathF.Atan2(Math.Abs(cross), dot));
        }

        Add(at + sideAfter);
    }

    /// <summary>From the left side around the end of a line to its right side.</summary>
    void Cap(Vector2 at, Vector2 direction)
    {
        var side = Left(direction);
        var further = _style.Cap == LineCap.Square ? direction * _half : Vector2.Zero;
        Add(at + side + further);
        if (_style.Cap == LineCap.Round)
        {
            Arc(at, side, MathF.PI);
        }

        Add(at - side + further);
    }

    /// <summary>A line without length: a square or a circle as wide as the line, so that small things do not vanish.</summary>
    void Dot(Vector2 at)
    {
        var side = new Vector2(0, _half);
        if (_style.Cap == LineCap.Round)
        {
            Add(at + side);
            Arc(at, side, MathF.Tau);
        }
        else
        {
            Add(at + new Vector2(-_half, -_half));
            Add(at + new Vector2(_half, -_half));
            Add(at + new Vector2(_half, _half));
            Add(at + new Vector2(-_half, _half));
        }

        _target.End();
    }

    /// <summary>The vertices of an arc between its ends, away from the inner side.</summary>
    void Arc(Vector2 center, Vector2 radius, float angle)
    {
        var step = 2 * MathF.Acos(Math.Max(0, 1 - (Tolerance / Math.Max(_half, Tolerance))));
        var count = Math.Clamp((int)MathF.Ceiling(angle / step), 1, 256);
        var (sine, cosine) = MathF.SinCos(-angle / count);
        for (var i = 1; i < count; i++)
        {
            radius = new Vector2((radius.X * cosine) - (radius.Y * sine), (radius.X * sine) + (radius.Y * cosine));
            Add(center + radius);
        }
    }

    /// <returns>False for a line of too many dashes.</returns>
    bool Dash(bool isClosed)
    {
        var period = _style.Dashes.Sum();
        var total = 0f;
        for (var i = 1; i < _points.Count; i++)
        {
            total += Vector2.Distance(_points[i - 1], _points[i]);
        }

        if (!(period > 0) || total / period * _style.Dashes.Count > MaxDashes)
        {
            return false;
        }

        if (isClosed)
        {
            _points.Add(_points[0]);
        }

        var (place, left) = (0, _style.Dashes[0]);
        _dash.Clear();
        _dash.Add(_points[0]);
        for (var i = 1; i < _points.Count; i++)
        {
            var from = _points[i - 1];
            var length = Vector2.Distance(from, _points[i]);
            var gone = 0f;
            while (length - gone > left)
            {
                gone += left;
                var cut = Vector2.Lerp(from, _points[i], gone / length);
                EndDash(place, cut);
                place = (place + 1) % _style.Dashes.Count;
                left = _style.Dashes[place];
                _dash.Add(cut);
            }

            left -= length - gone;
            _dash.Add(_points[i]);
        }

        EndDash(place, _points[^1]);
        return true;
    }

    void EndDash(int place, Vector2 end)
    {
        _dash.Add(end);
        if (place % 2 == 0)
        {
            Repeated(_dash);
            Outline(_dash, isClosed: false);
        }

        _dash.Clear();
    }

    static void Repeated(List<Vector2> points)
    {
        var kept = 1;
        for (var i = 1; i < points.Count; i++)
        {
            if (Vector2.DistanceSquared(points[kept - 1], points[i]) > Same * Same)
            {
                points[kept++] = points[i];
            }
        }

        points.RemoveRange(kept, points.Count - kept);
    }

    Vector2 Left(Vector2 direction) => new(-direction.Y * _half, direction.X * _half);

    void Add(Vector2 vertex) => _target.Add(vertex.X, vertex.Y);
}
