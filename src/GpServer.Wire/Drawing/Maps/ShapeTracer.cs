using GpServer.Wire.Drawing.Painting;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Wire.Drawing.Maps;

/// <summary>
/// Takes rings and lines of a layer to pixels, without the vertices that are within the same fraction of a pixel, and without what is far
/// outside of the picture. The memory is used again for the next shape. One thread.
/// </summary>
sealed class ShapeTracer : IDisposable
{
    /// <summary>Vertices nearer than this to the one before, in pixels along both axes, are left out.</summary>
    const double Fraction = 0.2;

    /// <summary>How far around the picture shapes are drawn as they are: more than the widest line.</summary>
    const double Far = 2_000;

    readonly ViewProjection _projection;
    readonly FarClip _clip;
    double[] _xs = new double[1_024];
    double[] _ys = new double[1_024];
    int _count;
    bool _goesAround;

    public ShapeTracer(ViewProjection projection)
    {
        _projection = projection;
        _clip = new FarClip(-Far, -Far, projection.View.Width + Far, projection.View.Height + Far);
    }

    /// <summary>Rings, to be filled.</summary>
    public Contours Rings { get; } = new();

    /// <summary>Rings and lines, to be drawn along.</summary>
    public Contours Lines { get; } = new();

    /// <summary>Whether each of <see cref="Lines"/> goes on from its end to its beginning.</summary>
    public List<bool> AreClosed { get; } = [];

    /// <summary>The last vertices traced, pixels; NaN where they have no place. Points are taken from here.</summary>
    public ReadOnlySpan<double> Xs => _xs.AsSpan(0, _count);

    public ReadOnlySpan<double> Ys => _ys.AsSpan(0, _count);

    public void Clear()
    {
        Rings.Clear();
        Lines.Clear();
        AreClosed.Clear();
    }

    public void Dispose()
    {
        Rings.Dispose();
        Lines.Dispose();
    }

    /// <summary>How often the shape is drawn: one that goes on beyond the antimeridian also a turn to both sides.</summary>
    IEnumerable<int> Turns => _goesAround && _projection.TurnPixels > 0
        ? _projection.Turns.SelectMany(turn => new[] { turn - 1, turn, turn + 1 }).Distinct()
        : _projection.Turns;

    /// <summary>Traces a ring; a hole too small to be seen is left out.</summary>
    /// <param name="isInView">The coordinates are already in the picture's system.</param>
    public void Ring(CoordinateSequence vertices, bool isHole, bool isInView)
    {
        Load(vertices, isInView, isRing: true);
        Thin();
        if (_count > 1 && _xs[0] == _xs[_count - 1] && _ys[0] == _ys[_count - 1])
        {
            _count--;
        }

        if (_count == 0 || (isHole && _count < 3))
        {
            return;
        }

        foreach (var turn in Turns)
        {
            Shift(turn);
            Emit(isClosed: true);
            Shift(-turn);
        }
    }

    /// <summary>Traces a line.</summary>
    /// <param name="isInView">The coordinates are already in the picture's system.</param>
    public void Line(CoordinateSequence vertices, bool isInView)
    {
        Load(vertices, isInView);
        var (lastX, lastY) = _count == 0 ? (double.NaN, double.NaN) : (_xs[_count - 1], _ys[_count - 1]);
        Thin();
        if (_count == 0)
        {
            return;
        }

        if (double.IsFinite(lastX + lastY))
        {
            // A line ends where it ends.
            (_xs[_count - 1], _ys[_count - 1]) = (_count > 1 ? lastX : _xs[0], _count > 1 ? lastY : _ys[0]);
        }

        foreach (var turn in Turns)
        {
            Shift(turn);
            Emit(isClosed: false);
            Shift(-turn);
        }
    }

    /// <summary>Takes vertices to pixels.</summary>
    public void Load(CoordinateSequence vertices, bool isInView, bool isRing = false)
    {
        _count = vertices.Count;
        if (_xs.Length < _count)
        {
            _xs = new double[_count + (_count / 2)];
            _ys = new double[_xs.Length];
        }

        if (vertices is PackedDoubleCoordinateSequence packed)
        {
            var (raw, stride) = (packed.GetRawCoordinates(), packed.Dimension);
            for (int i = 0, at = 0; i < _count; i++, at += stride)
            {
                (_xs[i], _ys[i]) = (raw[at], raw[at + 1]);
            }
        }
        else
        {
            for (var i = 0; i < _count; i++)
            {
                (_xs[i], _ys[i]) = (vertices.GetX(i), vertices.GetY(i));
            }
        }

        _goesAround = !isInView && MapView.TurnOf(_projection.From) is > 0 and var turn
            && LongitudeJumps.Close(_xs.AsSpan(0, _count), _ys.AsSpan(0, _count), turn, isRing);
        if (isInView)
        {
            _projection.FromView(_xs.AsSpan(0, _count), _ys.AsSpan(0, _count));
        }
        else
        {
            _projection.ToPixels(_xs.AsSpan(0, _count), _ys.AsSpan(0, _count));
        }
    }

    /// <summary>Leaves out vertices without a place and those near the one before.</summary>
    void Thin()
    {
        var kept = 0;
        var (x, y) = (double.NaN, double.NaN);
        for (var i = 0; i < _count; i++)
        {
            var (nextX, nextY) = (_xs[i], _ys[i]);
            if (Math.Abs(nextX - x) < Fraction && Math.Abs(nextY - y) < Fraction)
            {
                continue;
            }

            if (double.IsFinite(nextX + nextY))
            {
                (_xs[kept], _ys[kept]) = (x, y) = (nextX, nextY);
                kept++;
            }
        }

        _count = kept;
    }

    void Shift(int turn)
    {
        if (turn != 0)
        {
            var pixels = turn * _projection.TurnPixels;
            foreach (ref var x in _xs.AsSpan(0, _count))
            {
                x += pixels;
            }
        }
    }

    void Emit(bool isClosed)
    {
        var xs = Xs;
        var ys = Ys;
        var (minX, minY, maxX, maxY) = (xs[0], ys[0], xs[0], ys[0]);
        for (var i = 1; i < xs.Length; i++)
        {
            (minX, maxX) = (Math.Min(minX, xs[i]), Math.Max(maxX, xs[i]));
            (minY, maxY) = (Math.Min(minY, ys[i]), Math.Max(maxY, ys[i]));
        }

        if (_clip.Misses(minX, minY, maxX, maxY))
        {
            return;
        }

        if (!_clip.Holds(minX, minY, maxX, maxY))
        {
            if (isClosed)
            {
                _clip.Ring(xs, ys, Rings);
            }

            var before = Lines.Count;
            _clip.Line(xs, ys, isClosed, Lines);
            for (var i = before; i < Lines.Count; i++)
            {
                AreClosed.Add(false);
            }

            return;
        }

        Copy(xs, ys, Lines);
        AreClosed.Add(isClosed);
        if (isClosed && xs.Length > 2)
        {
            Copy(xs, ys, Rings);
        }
    }

    static void Copy(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Contours target)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            target.Add((float)xs[i], (float)ys[i]);
        }

        target.End();
    }
}
