using GpServer.Storage.Files;

namespace GpServer.Jobs.Values;

/// <summary>
/// The rows of a text. A short one is its header's bytes; a long one is cut into pieces that are compressed each by itself, so that neither
/// writing nor reading holds more than a piece.
/// </summary>
static class TextRows
{
    /// <summary>Bytes of text in one row, before they are compressed.</summary>
    public const int PieceBytes = 1 << 20;

    /// <summary>The rows, made one by one; the header is last.</summary>
    public static IEnumerable<ValueRow> Make(JobValueKind kind, string name, ReadOnlyMemory<byte> text)
    {
        var format = text.Length < PieceCompression.WorthCompressing ? JobValueFormat.Text : JobValueFormat.CompressedText;
        if (text.Length <= PieceBytes)
        {
            yield return new ValueRow(kind, name, 0, format, text.Length, 0, format == JobValueFormat.Text ? text : PieceCompression.Compress(text.Span));
            yield break;
        }

        var pieces = 0;
        for (var start = 0; start < text.Length; start += PieceBytes)
        {
            var piece = text.Slice(start, Math.Min(PieceBytes, text.Length - start));
            pieces++;
            yield return new ValueRow(kind, name, pieces, format, piece.Length, 0, PieceCompression.Compress(piece.Span));
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

        return row.Size <= int.MaxValue && PieceCompression.Decompress(row.Bytes.Span, (int)row.Size) is { } text
            ? text
            : throw new InvalidDataException($"The stored value '{row.Name}' is damaged.");
    }
}
