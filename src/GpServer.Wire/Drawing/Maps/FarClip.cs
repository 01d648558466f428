using GpServer.Wire.Drawing.Painting;

namespace GpServer.Wire.Drawing.Maps;

/// <summary>
/// Takes from shapes what is far outside of a picture, so that coordinates fit into the numbers of the rasteriser: rings by the four sides in turn
/// (Sutherland and Hodgman, "Reentrant polygon clipping", 1974), lines by segments (Liang and Barsky, 1984). One thread.
/// </summary>
sealed class FarClip(double left, double top, double right, double bottom)
{
    List<(double X, double Y)> _ring = [];
    List<(double X, double Y)> _next = [];

    /// <summary>Whether an extent needs no clipping.</summary>
    public bool Holds(double minX, double minY, double maxX, double maxY) => minX >= left && minY >= top && maxX <= right && maxY <= bottom;

    /// <summary>Whether nothing of an extent can be seen.</summary>
    public bool Misses(double minX, double minY, double maxX, double maxY) => minX > right || minY > bottom || maxX < left || maxY < top;

    /// <summary>Adds what is left of a ring as one contour, which may run along the sides.</summary>
    public void Ring(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Contours target)
    {
        _ring.Clear();
        for (var i = 0; i < xs.Length; i++)
        {
            _ring.Add((xs[i], ys[i]));
        }

        Cut(left, 1, isX: true);
        Cut(right, -1, isX: true);
        Cut(top, 1, isX: false);
        Cut(bottom, -1, isX: false);
        foreach (var (x, y) in _ring)
        {
            target.Add((float)x, (float)y);
        }

        if (_ring.Count > 0)
        {
            target.End();
        }
    }

    /// <summary>Adds what is left of a line, as one or more lines.</summary>
    public void Line(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, bool isClosed, Contours target)
    {
        var isOpen = false;
        var count = isClosed ? xs.Length : xs.Length - 1;
        for (var i = 0; i < count; i++)
        {
            var next = i + 1 == xs.Length ? 0 : i + 1;
            var (dx, dy) = (xs[next] - xs[i], ys[next] - ys[i]);
            var (start, end) = (0.0, 1.0);
            var isSeen = Within(-dx, xs[i] - left, ref start, ref end) && Within(dx, right - xs[i], ref start, ref end)
                && Within(-dy, ys[i] - top, ref start, ref end) && Within(dy, bottom - ys[i], ref start, ref end) && start <= end;
            if (isOpen && (!isSeen || start > 0))
            {
                target.End();
                isOpen = false;
            }

            if (!isSeen)
            {
                continue;
            }

            if (!isOpen)
            {
                target.Add((float)(xs[i] + (start * dx)), (float)(ys[i] + (start * dy)));
                isOpen = true;
            }

            target.Add((float)(xs[i] + (end * dx)), (float)(ys[i] + (end * dy)));
            if (end < 1)
            {
                target.End();
                isOpen = false;
            }
        }

        if (isOpen)
        {
            target.End();
        }
    }

    /// <summary>Keeps the part of a line where <paramref name="direction"/> · t ≤ <paramref name="distance"/>.</summary>
    static bool Within(double direction, double distance, ref double start, ref double end)
    {
        if (direction == 0)
        {
            return distance >= 0;
        }

        var at = distance / direction;
        if (direction < 0)
        {
            start = Math.Max(start, at);
        }
        else
        {
            end = Math.Min(end, at);
        }

        return start <= end;
    }

    void Cut(double side, int sign, bool isX)
    {
        _next.Clear();
        for (var i = 0; i < _ring.Count; i++)
        {
            var (a, b) = (_ring[i == 0 ? _ring.Count - 1 : i - 1], _ring[i]);
            var (from, to) = ((isX ? a.X : a.Y) * sign, (isX ? b.X : b.Y) * sign);
            if (from >= side * sign != to >= side * sign)
            {
                var share = ((side * sign) - from) / (to - from);
                _next.Add(isX ? (side, a.Y + (share * (b.Y - a.Y))) : (a.X + (share * (b.X - a.X)), side));
            }

            if (to >= side * sign)
            {
                _next.Add(b);
            }
        }

        (_ring, _next) = (_next, _ring);
    }
}
