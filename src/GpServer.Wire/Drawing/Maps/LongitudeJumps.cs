namespace GpServer.Wire.Drawing.Maps;

/// <summary>
/// Shapes that cross the antimeridian and whose longitudes jump there from 180 to -180: drawn as they are, their edges would go all around the map.
/// Their longitudes are made to go on beyond 180 instead.
/// </summary>
static class LongitudeJumps
{
    /// <summary>An edge that is longer than this share of a turn goes the other way around.</summary>
    const double LongestEdge = 0.75;

    /// <summary>A ring of which less than this share of its area is left goes around the whole world, and has no jumps.</summary>
    const double LeastArea = 1e-6;

    /// <summary>Changes longitudes in place.</summary>
    /// <param name="turn">A turn in the unit of the coordinates.</param>
    /// <returns>True where the shape was changed.</returns>
    public static bool Close(Span<double> xs, ReadOnlySpan<double> ys, double turn, bool isRing)
    {
        if (!Jumps(xs, ys, turn, isRing))
        {
            return false;
        }

        var closed = new double[xs.Length];
        var shift = 0.0;
        for (var i = 0; i < xs.Length; i++)
        {
            if (i > 0 && IsJump(xs, ys, i, turn, isRing))
            {
                shift += xs[i] < xs[i - 1] ? turn : -turn;
            }

            closed[i] = xs[i] + shift;
        }

        // A ring around a pole ends a turn away from its beginning, and a band around the world would vanish: both are meant as they are.
        if (isRing && (shift != 0 || Math.Abs(Area(closed, ys)) < LeastArea * Math.Abs(Area(xs, ys))))
        {
            return false;
        }

        closed.CopyTo(xs);
        return true;
    }

    static bool Jumps(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, double turn, bool isRing)
    {
        for (var i = 1; i < xs.Length; i++)
        {
            if (IsJump(xs, ys, i, turn, isRing))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A line along a parallel may well be as long.</summary>
    static bool IsJump(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, int i, double turn, bool isRing) =>
        Math.Abs(xs[i] - xs[i - 1]) > LongestEdge * turn && (isRing || ys[i] != ys[i - 1]);

    static double Area(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
    {
        var area = 0.0;
        for (var i = 1; i < xs.Length; i++)
        {
            area += (xs[i] - xs[0]) * (ys[i] - ys[i - 1]);
        }

        return area;
    }
}
