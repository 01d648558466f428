namespace GpServer.Storage.Files;

/// <summary>
/// A piece of a stored file. Files are cut into pieces of one size, so that any range is read from the pieces that it touches. Each is compressed
/// where that helps: maps and archives are compressed already.
/// </summary>
/// <param name="Size">Bytes of the file.</param>
/// <param name="Bytes">What is stored.</param>
readonly record struct FilePiece(int Size, bool IsCompressed, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Bytes of the file in one piece.</summary>
    public const int MostBytes = 1 << 20;

    const double WorthKeeping = 0.9;

    public static FilePiece Pack(ReadOnlyMemory<byte> piece)
    {
        var packed = piece.Length < PieceCompression.WorthCompressing ? null : PieceCompression.Compress(piece.Span);
        return packed is not null && packed.Length < WorthKeeping * piece.Length
            ? new FilePiece(piece.Length, true, packed)
            : new FilePiece(piece.Length, false, piece);
    }

    /// <summary>The file's bytes; null where the piece is damaged.</summary>
    public ReadOnlyMemory<byte>? Unpack() => !IsCompressed
        ? Bytes.Length == Size ? Bytes : null
        : PieceCompression.Decompress(Bytes.Span, Size) is { } bytes ? bytes : null;
}
