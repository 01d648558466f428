using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GpServer.Wire.Drawing.Painting;

/// <content>What was added is laid over an image.</content>
sealed partial class Rasteriser
{
    /// <summary>Coverages nearer to nothing, or to all, than this are taken for it: less than half a step of a channel.</summary>
    const float Least = 1f / 1024;

    /// <summary>Fills what the contours added so far enclose, and forgets them.</summary>
    public void Fill(PixelImage image, Paint paint, FillRule rule)
    {
        Span<float> coverages = stackalloc float[Block];
        for (var y = _first; y <= _last; y++)
        {
            var areas = _areas.AsSpan((y - _top) * _stride, _stride);
            var row = new PaintedRow(image.Row(y), paint, y);
            FillRow(row, areas, _touched.AsSpan((y - _top) * _words, _words), rule, coverages);
        }

        Reset();
    }

    void FillRow(PaintedRow row, Span<float> areas, Span<ulong> touched, FillRule rule, Span<float> coverages)
    {
        var sum = 0f;
        var done = 0;
        for (var word = 0; word < touched.Length; word++)
        {
            var bits = touched[word];
            touched[word] = 0;
            for (; bits != 0; bits &= bits - 1)
            {
                var start = ((word * BlocksOfWord) + BitOperations.TrailingZeroCount(bits)) << BlockBits;
                if (start > done)
                {
                    row.Span(done, Math.Min(start, _width), Coverage(sum, rule));
                }

                var block = areas.Slice(start, Block);
                sum = Sums(block, sum, rule, coverages);
                block.Clear();
                done = Math.Min(start + Block, _width);
                if (start < _width)
                {
                    row.Pixels(start, coverages[..(done - start)]);
                }
            }
        }

        if (done < _width)
        {
            row.Span(done, _width, Coverage(sum, rule));
        }
    }

    /// <summary>Coverages from the running sum of areas.</summary>
    /// <returns>The sum after the block.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static float Sums(ReadOnlySpan<float> areas, float sum, FillRule rule, Span<float> coverages)
    {
        ref var from = ref MemoryMarshal.GetReference(areas);
        ref var to = ref MemoryMarshal.GetReference(coverages);
        var carry = Vector128.Create(sum);
        for (var i = 0; i < Block; i += 4)
        {
            // Four sums at once: each lane gets those before it, first the next one, then the next two.
            var four = Vector128.LoadUnsafe(ref from, (nuint)i);
            four += Vector128.Shuffle(four, Vector128.Create(4, 0, 1, 2));
            four += Vector128.Shuffle(four, Vector128.Create(4, 4, 0, 1));
            four += carry;
            carry = Vector128.Shuffle(four, Vector128.Create(3, 3, 3, 3));
            Coverage(four, rule).StoreUnsafe(ref to, (nuint)i);
        }

        return carry.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Coverage(Vector128<float> areas, FillRule rule)
    {
        var around = Vector128.Abs(areas);
        if (rule == FillRule.EvenOdd)
        {
            // 0 to 1 rises, 1 to 2 falls, and so on.
            var turns = Vector128.Floor(around * 0.5f);
            around -= turns * 2f;
            around = Vector128.Min(around, Vector128.Create(2f) - around);
        }

        return Vector128.Min(around, Vector128<float>.One);
    }

    static float Coverage(float area, FillRule rule) => Coverage(Vector128.CreateScalar(area), rule).ToScalar();

    /// <summary>A row of the image and what it is painted with.</summary>
    readonly ref struct PaintedRow(Span<uint> pixels, Paint paint, int y)
    {
        readonly Span<uint> _pixels = pixels;

        public void Span(int start, int end, float coverage)
        {
            if (coverage < Least)
            {
                return;
            }

            if (paint.Hatch is null)
            {
                Blending.Over(_pixels[start..end], coverage > 1 - Least ? paint.Solid : Blending.Scale(paint.Solid, coverage));
                return;
            }

            for (var x = start; x < end; x++)
            {
                Hatched(x, coverage, paint.Hatch);
            }
        }

        public void Pixels(int start, ReadOnlySpan<float> coverages)
        {
            if (paint.Hatch is { } hatch)
            {
                for (var i = 0; i < coverages.Length; i++)
                {
                    Hatched(start + i, coverages[i], hatch);
                }

                return;
            }

            var color = paint.Channels;
            var isOpaque = paint.Color.Alpha == 255;
            ref var pixel = ref MemoryMarshal.GetReference(_pixels[start..]);
            foreach (var coverage in coverages)
            {
                if (coverage > 1 - Least && isOpaque)
                {
                    pixel = paint.Solid;
                }
                else if (coverage > Least)
                {
                    Blending.Over(ref pixel, color, coverage);
                }

                pixel = ref Unsafe.Add(ref pixel, 1);
            }
        }

        void Hatched(int x, float coverage, HatchTile hatch)
        {
            var both = coverage * hatch.Row(y)[x % hatch.Side];
            if (both > Least)
            {
                Blending.Over(ref _pixels[x], paint.Channels, both);
            }
        }
    }
}
