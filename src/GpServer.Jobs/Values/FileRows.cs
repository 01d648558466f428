using System.Buffers.Binary;
using GpServer.Storage.Files;

namespace GpServer.Jobs.Values;

/// <summary>
/// The rows of a file. A small one is its header's bytes; a larger one is cut into pieces of one size.
/// </summary>
static class FileRows
{
    /// <summary>Bytes of the file in one row, before they are compressed.</summary>
    public const int PieceBytes = FilePiece.MostBytes;

    /// <summary>The rows, made while the file is read; the header is last.</summary>
    public static IEnumerable<ValueRow> Make(string name, Stream content)
    {
        var piece = Next(content);
        if (piece.Length < PieceBytes)
        {
            yield return Row(name, 0, piece);
            yield break;
        }

        var pieces = 0;
        var size = 0L;
        for (; piece.Length > 0; piece = Next(content))
        {
            pieces++;
            size += piece.Length;
            yield return Row(name, pieces, piece);
        }

        var header = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(header, PieceBytes);
        yield return new ValueRow(JobValueKind.File, name, 0, JobValueFormat.File, size, pieces, header);
    }

    /// <summary>Bytes of each piece but the last, as the header of a file in pieces says.</summary>
    /// <exception cref="InvalidDataException">The header is damaged.</exception>
    public static int PieceBytesOf(ValueRow header) =>
        header.Bytes.Length == sizeof(int) && BinaryPrimitives.ReadInt32LittleEndian(header.Bytes.Span) is var bytes and > 0
            ? bytes
            : throw new InvalidDataException($"The stored file '{header.Name}' is damaged.");

    static ValueRow Row(string name, int number, ReadOnlyMemory<byte> piece)
    {
        var packed = FilePiece.Pack(piece);
        var format = packed.IsCompressed ? JobValueFormat.CompressedFile : JobValueFormat.File;
        return new ValueRow(JobValueKind.File, name, number, format, packed.Size, 0, packed.Bytes);
    }

    static ReadOnlyMemory<byte> Next(Stream content)
    {
        var piece = new byte[PieceBytes];
        return piece.AsMemory(0, content.ReadAtLeast(piece, PieceBytes, throwOnEndOfStream: false));
    }
}
