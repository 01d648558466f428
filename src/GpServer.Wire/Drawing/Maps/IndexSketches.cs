using GpServer.Core.Features;
using GpServer.Core.Layers;

namespace GpServer.Wire.Drawing.Maps;

/// <summary>Decides for the features found in an index which need not be read: those that are no larger than a pixel.</summary>
sealed class IndexSketches(ViewProjection projection, GeometryType type, PreparedSymbol symbol)
{
    const int Batch = 2_048;

    /// <summary>Pixels. What is smaller is a dot; of points only the rounding of the index is seen, which must not be.</summary>
    const double DotSize = 1;

    const double PointSize = 0.3;

    /// <summary>Places of a pixel's side that are told apart where dots fall upon each other.</summary>
    const int PlacesOfPixel = 4;

    /// <summary>Larger pictures have no memory of where dots are.</summary>
    const long LargestMemory = 32L << 20;

    readonly double[] _xs = new double[Batch * 3];
    readonly double[] _ys = new double[Batch * 3];

    /// <summary>A sketch for each entry. Where the picture shows the world more than once, all are to be read.</summary>
    public IndexSketch[] Of(IReadOnlyList<LayerEntry> entries)
    {
        var sketches = new IndexSketch[entries.Count];
        if (projection.Turns is not [var turn])
        {
            return sketches;
        }

        var view = projection.View;
        var bits = (view.Width + 2L) * PlacesOfPixel * (view.Height + 2L) * PlacesOfPixel;
        var seen = bits <= LargestMemory * 8 ? new ulong[(bits / 64) + 1] : null;
        for (var start = 0; start < entries.Count; start += Batch)
        {
            var count = Math.Min(Batch, entries.Count - start);
            Project(entries, start, count);
            for (var i = 0; i < count; i++)
            {
                sketches[start + i] = Sketch(i, turn * projection.TurnPixels, entries[start + i].HasExtent, seen);
            }
        }

        return sketches;
    }

    void Project(IReadOnlyList<LayerEntry> entries, int start, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var entry = entries[start + i];
            (_xs[3 * i], _xs[(3 * i) + 1], _xs[(3 * i) + 2]) = (entry.MinX, ((double)entry.MinX + entry.MaxX) / 2, entry.MaxX);
            (_ys[3 * i], _ys[(3 * i) + 1], _ys[(3 * i) + 2]) = (entry.MinY, ((double)entry.MinY + entry.MaxY) / 2, entry.MaxY);
        }

        projection.ToPixels(_xs.AsSpan(0, 3 * count), _ys.AsSpan(0, 3 * count));
    }

    IndexSketch Sketch(int i, double shift, bool hasExtent, ulong[]? seen)
    {
        if (!hasExtent)
        {
            return new IndexSketch(SketchKind.Skip, 0, 0, 0, 0);
        }

        var xs = _xs.AsSpan(3 * i, 3);
        var ys = _ys.AsSpan(3 * i, 3);
        var (left, right) = (Math.Min(xs[0], Math.Min(xs[1], xs[2])), Math.Max(xs[0], Math.Max(xs[1], xs[2])));
        var (top, bottom) = (Math.Min(ys[0], Math.Min(ys[1], ys[2])), Math.Max(ys[0], Math.Max(ys[1], ys[2])));

        // Not a number is not smaller either.
        var size = type == GeometryType.Point ? PointSize : DotSize;
        if (!(right - left < size && bottom - top < size))
        {
            return new IndexSketch(SketchKind.Read, 0, 0, 0, 0);
        }

        var dot = type == GeometryType.Point
            ? new IndexSketch(SketchKind.Dot, (float)(xs[1] + shift), (float)ys[1], 0, 0)
            : new IndexSketch(SketchKind.Dot, (float)(left + shift), (float)top, (float)(right - left), (float)(bottom - top));
        return dot.IsNear(projection.View, symbol.Reach) && IsNew(dot, seen) ? dot : dot with { Kind = SketchKind.Skip };
    }

    /// <summary>Remembers a dot's place; false where there is one already. What is at the rim of the picture is always new.</summary>
    bool IsNew(IndexSketch dot, ulong[]? seen)
    {
        var (column, row) = ((int)((dot.X + 1) * PlacesOfPixel), (int)((dot.Y + 1) * PlacesOfPixel));
        var width = (projection.View.Width + 2) * PlacesOfPixel;
        if (seen is null || dot.X < -1 || dot.Y < -1 || column >= width || row >= (projection.View.Height + 2) * PlacesOfPixel)
        {
            return true;
        }

        var place = ((long)row * width) + column;
        var bit = 1UL << (int)(place % 64);
        var isNew = (seen[place / 64] & bit) == 0;
        seen[place / 64] |= bit;
        return isNew;
    }
}
