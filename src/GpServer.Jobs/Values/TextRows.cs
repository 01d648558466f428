using System.IO.Compression;

namespace GpServer.Jobs.Values;

/// <summary>
/// The rows of a text. A short one is its header's bytes; a long one is cut into pieces that are compressed each by itself, so that neither
/// writing nor reading holds more than a piece.
/// </summary>
static class TextRows
{
    /// <summary>Bytes of text in one row, before they are compressed.</summary>
    public const int PieceBytes = 1 << 20;

    const int WorthCompressing = 1_024;

    // The fastest of Brotli's qualities: a third of the size of JSON at some 200 MB/s.
    const int Quality = 1;
    const int Window = 20;

    /// <summary>The rows, made one by one; the header is last.</summary>
    public static IEnumerable<ValueRow> Make(JobValueKind kind, string name, ReadOnlyMemory<byte> text)
    {
        var format = text.Length < WorthCompressing ? JobValueFormat.Text : JobValueFormat.CompressedText;
        if (text.Length <= PieceBytes)
        {
            yield return new ValueRow(kind, name, 0, format, text.Length, 0, format == JobValueFormat.Text ? text : Compress(text.Span));
            yield break;
        }

        var pieces = 0;
        for (var start = 0; start < text.Length; start += PieceBytes)
        {
            var piece = text.Slice(start, Math.Min(PieceBytes, text.Length - start));
            pieces++;
            yield return new ValueRow(kind, name, pieces, format, piece.Length, 0, Compress(piece.Span));
        }

        yield return new ValueRow(kind, name, 0, format, text.Length, pieces, ReadOnlyMemory<byte>.Empty);
    }

    /// <summary>The text of a row that has any: a header without pieces, or a piece.</summary>
    /// <exception cref="InvalidDataException">The row is damaged.</exception>
    public static ReadOnlyMemory<byte> Read(ValueRow row)
    {
        if (row.Format is JobValueFormat.Text or JobValueFormat.File)
        {
            return row.Bytes;
        }

        var text = new byte[row.Size];
        return BrotliDecoder.TryDecompress(row.Bytes.Span, text, out var written) && written == text.Length
            ? text
            : throw new InvalidDataException($"The stored value '{row.Name}' is damaged.");
    }

    public static byte[] Compress(ReadOnlySpan<byte> text)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(text.Length)];
        return BrotliEncoder.TryCompress(text, packed, out var written, Quality, Window)
            ? packed.AsSpan(0, written).ToArray()
            : throw new InvalidOperationException("A text could not be compressed.");
    }
}
