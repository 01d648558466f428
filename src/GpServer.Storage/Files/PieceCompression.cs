using System.IO.Compression;

namespace GpServer.Storage.Files;

/// <summary>How pieces of stored texts and files are compressed.</summary>
static class PieceCompression
{
    /// <summary>Fewer bytes are stored as they are.</summary>
    public const int WorthCompressing = 1_024;

    // The fastest of Brotli's qualities: a third of the size of JSON at some 200 MB/s.
    const int Quality = 1;
    const int Window = 20;

    public static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, packed, out var written, Quality, Window)
            ? packed.AsSpan(0, written).ToArray()
            : throw new InvalidOperationException("A piece could not be compressed.");
    }

    /// <param name="size">How many bytes there were.</param>
    /// <returns>Null where these are not the compressed form of so many bytes.</returns>
    public static byte[]? Decompress(ReadOnlySpan<byte> packed, int size)
    {
        var bytes = new byte[size];
        return BrotliDecoder.TryDecompress(packed, bytes, out var written) && written == size ? bytes : null;
    }
}
