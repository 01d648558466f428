using System.Numerics;

namespace GpServer.Wire.Drawing.Png;

/// <summary>
/// Writes a row as differences where that packs better. Maps have areas of one colour with few edges: the row above is the best guess for most
/// rows, the pixel to the left for the others, and a palette's places are no numbers to subtract unless the row repeats.
/// </summary>
static class RowFilter
{
    const byte None = 0;
    const byte Sub = 1;
    const byte Up = 2;

    /// <param name="above">The row before; empty for the first.</param>
    /// <param name="filtered">A byte more than the row: the filter's number, then the bytes.</param>
    public static void Apply(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int bytesOfPixel, Span<byte> filtered)
    {
        var target = filtered[1..];
        if (!above.IsEmpty && row.SequenceEqual(above))
        {
            filtered[0] = Up;
            target.Clear();
            return;
        }

        if (bytesOfPixel == 1 || row.IndexOfAnyExcept((byte)0) < 0)
        {
            filtered[0] = None;
            row.CopyTo(target);
            return;
        }

        if (!above.IsEmpty && Changes(row, above) <= Changes(row[bytesOfPixel..], row[..^bytesOfPixel]))
        {
            filtered[0] = Up;
            Subtract(row, above, target);
            return;
        }

        filtered[0] = Sub;
        row[..bytesOfPixel].CopyTo(target);
        Subtract(row[bytesOfPixel..], row[..^bytesOfPixel], target[bytesOfPixel..]);
    }

    /// <summary>How many bytes differ.</summary>
    static int Changes(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var (equal, i) = (0, 0);
        for (; i <= a.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var ones = Vector.BitwiseAnd(Vector.Equals(new Vector<byte>(a[i..]), new Vector<byte>(b[i..])), Vector<byte>.One);
            equal += (int)Vector.Sum(ones);
        }

        for (; i < a.Length; i++)
        {
            equal += a[i] == b[i] ? 1 : 0;
        }

        return a.Length - equal;
    }

    static void Subtract(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> target)
    {
        var i = 0;
        for (; i <= a.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            (new Vector<byte>(a[i..]) - new Vector<byte>(b[i..])).CopyTo(target[i..]);
        }

        for (; i < a.Length; i++)
        {
            target[i] = (byte)(a[i] - b[i]);
        }
    }
}
