using System.Buffers;
using System.IO.Compression;
using System.Numerics;

namespace GpServer.Storage.Features;

/// <summary>Compression of one section, where it is worth its time.</summary>
static class Packing
{
    /// <summary>
    /// More than this many bytes are never unpacked from less than <see cref="MaxRatio"/> times fewer, so that a damaged length cannot ask
    /// for memory out of proportion to what is stored.
    /// </summary>
    const int FreeBytes = 4 << 20;

    const int MaxRatio = 1_024;
    const int MinBytes = 24;
    const int MinWindow = 10;
    const int MaxWindow = 22;

    /// <summary>
    /// Brotli's, from 0 to 11. Measured on points, counties and buffers: writing at 2 takes a fifth longer and saves 1 to 6 per cent, at 4
    /// it takes twice the time and saves 2 to 10. Deflate unpacks faster, but takes two to four times as long for the same size.
    /// </summary>
    const int Quality = 1;

    /// <summary>The packed form, written to <paramref name="packed"/>; 0 bytes when the bytes are better stored as they are.</summary>
    public static int Pack(ReadOnlySpan<byte> bytes, Span<byte> packed)
    {
        var worth = bytes.Length - (bytes.Length / 32);
        var window = Math.Clamp(BitOperations.Log2((uint)bytes.Length | 1) + 1, MinWindow, MaxWindow);
        return bytes.Length >= MinBytes
            && BrotliEncoder.TryCompress(bytes, packed[..Math.Min(packed.Length, worth)], out var length, Quality, window)
            && IsProportionate(bytes.Length, length)
            ? length
            : 0;
    }

    /// <summary>Unpacks to an array from the shared pool, which may be longer.</summary>
    /// <exception cref="InvalidDataException">The bytes do not unpack to that length.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, int length)
    {
        if (!IsProportionate(length, packed.Length))
        {
            Damage.Found($"{packed.Length} bytes cannot unpack to {length}");
        }

        var bytes = ArrayPool<byte>.Shared.Rent(length);
        if (!BrotliDecoder.TryDecompress(packed, bytes.AsSpan(0, length), out var written) || written != length)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            Damage.Found($"{packed.Length} bytes do not unpack to {length}");
        }

        return bytes;
    }

    static bool IsProportionate(int length, int packed) => length <= FreeBytes || length / MaxRatio <= packed;
}
