using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GpServer.Wire.Drawing.Painting;

/// <summary>
/// Fills contours with smooth edges. Every edge adds to the pixels it crosses, in each row, by how much it changes the area to its right; the
/// running sum along a row then is the exact area of each pixel that the contours cover (signed, times their winding). Rows are kept in
/// blocks of 16 pixels with a bit for each that an edge has touched, so that filling a large area costs what its edges and its pixels
/// cost and an empty part costs nothing. Works on some rows of an image; for one thread.
/// </summary>
sealed partial class Rasteriser : IDisposable
{
    const int BlockBits = 4;
    const int Block = 1 << BlockBits;
    const int BlocksOfWord = 64;

    readonly int _width, _top, _bottom, _stride, _words;
    readonly ulong[] _touched;
    float[] _areas;
    int _first, _last;

    /// <param name="top">The first row of the image that is worked on.</param>
    /// <param name="bottom">The row after the last one.</param>
    public Rasteriser(int width, int top, int bottom)
    {
        (_width, _top, _bottom) = (width, top, bottom);

        // An edge at the right side of the image adds to two pixels beyond it.
        _stride = (width + 2 + Block - 1) & ~(Block - 1);
        _words = ((_stride >> BlockBits) + BlocksOfWord - 1) / BlocksOfWord;
        _touched = new ulong[_words * (bottom - top)];
        _areas = ArrayPool<float>.Shared.Rent(_stride * (bottom - top));
        _areas.AsSpan(0, _stride * (bottom - top)).Clear();
        Reset();
    }

    /// <summary>Adds a contour, closed from its last vertex to its first.</summary>
    /// <param name="vertices">x and y in turn, in pixels from the upper left corner; finite, and within some thousands of pixels of the
    /// image.</param>
    public void Add(ReadOnlySpan<float> vertices)
    {
        var points = MemoryMarshal.Cast<float, Vector2>(vertices);
        if (points.Length < 2)
        {
            return;
        }

        var before = points[^1];
        foreach (var point in points)
        {
            if (before.Y < point.Y)
            {
                Add(before.X, before.Y, point.X, point.Y, 1f);
            }
            else if (before.Y > point.Y)
            {
                Add(point.X, point.Y, before.X, before.Y, -1f);
            }

            before = point;
        }
    }

    public void Dispose()
    {
        var areas = _areas;
        _areas = [];
        if (areas.Length > 0)
        {
            ArrayPool<float>.Shared.Return(areas);
        }
    }

    void Reset() => (_first, _last) = (int.MaxValue, -1);

    /// <summary>Adds an edge that goes down.</summary>
    void Add(float x0, float y0, float x1, float y1, float direction)
    {
        if (y1 <= _top || y0 >= _bottom || (x0 >= _width && x1 >= _width))
        {
            return;
        }

        var slope = (x1 - x0) / (y1 - y0);
        if (y0 < _top)
        {
            (x0, y0) = (x0 + ((_top - y0) * slope), _top);
        }

        if (y1 > _bottom)
        {
            (x1, y1) = (x1 + ((_bottom - y1) * slope), _bottom);
        }

        // Left of the image an edge counts as one at its side; right of it, it changes nothing.
        if (x0 < 0 || x1 < 0)
        {
            if (x0 <= 0 && x1 <= 0)
            {
                AddRows(0, y0, 0, y1, 0, direction);
                return;
            }

            var crossing = Math.Clamp(y0 - (x0 / slope), y0, y1);
            if (x0 < 0)
            {
                AddRows(0, y0, 0, crossing, 0, direction);
                (x0, y0) = (0, crossing);
            }
            else
            {
                AddRows(0, crossing, 0, y1, 0, direction);
                (x1, y1) = (0, crossing);
            }
        }

        if (x0 > _width)
        {
            (x0, y0) = (_width, Math.Clamp(y0 + ((_width - x0) / slope), y0, y1));
        }
        else if (x1 > _width)
        {
            (x1, y1) = (_width, Math.Clamp(y0 + ((_width - x0) / slope), y0, y1));
        }

        AddRows(x0, y0, x1, y1, slope, direction);
    }

    /// <summary>Adds an edge that lies within the rows and the width.</summary>
    void AddRows(float x0, float y0, float x1, float y1, float slope, float direction)
    {
        if (!(y0 < y1))
        {
            return;
        }

        var row = (int)y0;
        var lastRow = Math.Min((int)MathF.Ceiling(y1), _bottom) - 1;
        _first = Math.Min(_first, row);
        _last = Math.Max(_last, lastRow);
        var (least, most) = x0 < x1 ? (x0, x1) : (x1, x0);
        var (x, y) = (x0, y0);
        ref var areas = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_areas), (row - _top) * _stride);
        ref var touched = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_touched), (row - _top) * _words);
        for (; row < lastRow; row++)
        {
            // From the edge's beginning each time: adding up steps would add up their rounding.
            var next = Math.Clamp(x0 + ((row + 1 - y0) * slope), least, most);
            AddToRow(ref areas, ref touched, x, next, (row + 1 - y) * direction);
            (x, y) = (next, row + 1);
            areas = ref Unsafe.Add(ref areas, _stride);
            touched = ref Unsafe.Add(ref touched, _words);
        }

        AddToRow(ref areas, ref touched, x, x1, (y1 - y) * direction);
    }

    /// <summary>
    /// Adds the part of an edge within one row. In the pixels it crosses, the area to its right grows as the square of the way into them; in
    /// all pixels after them it has grown by <paramref name="height"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddToRow(ref float areas, ref ulong touched, float x0, float x1, float height)
    {
        var (left, right) = x0 < x1 ? (x0, x1) : (x1, x0);
        var first = (int)left;
        var after = (int)right;
        ref var area = ref Unsafe.Add(ref areas, first);
        if (first == after)
        {
            var beyond = height * (((left + right) * 0.5f) - first);
            area += height - beyond;
            Unsafe.Add(ref area, 1) += beyond;
            var block = first >> BlockBits;
            var blockAfter = (first + 1) >> BlockBits;
            Unsafe.Add(ref touched, block / BlocksOfWord) |= 1UL << (block % BlocksOfWord);
            Unsafe.Add(ref touched, blockAfter / BlocksOfWord) |= 1UL << (blockAfter % BlocksOfWord);
            return;
        }

        // The area right of the edge within each pixel; a pixel takes by how much it is more than that of the pixel before.
        var perPixel = height / (right - left);
        var inFirst = first + 1 - left;
        var before = 0.5f * perPixel * inFirst * inFirst;
        area += before;
        var grown = perPixel * inFirst;
        for (var x = first + 1; x < after; x++)
        {
            area = ref Unsafe.Add(ref area, 1);
            var now = grown + (0.5f * perPixel);
            area += now - before;
            before = now;
            grown += perPixel;
        }

        var inLast = right - after;
        var last = grown + (perPixel * inLast * (1 - (0.5f * inLast)));
        Unsafe.Add(ref area, 1) += last - before;
        Unsafe.Add(ref area, 2) += height - last;
        for (var block = first >> BlockBits; block <= (after + 1) >> BlockBits; block++)
        {
            Unsafe.Add(ref touched, block / BlocksOfWord) |= 1UL << (block % BlocksOfWord);
        }
    }
}
