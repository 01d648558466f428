using System.Collections.Frozen;

namespace GpServer.Wire.Files.Archives;

/// <summary>Formats of packed files, which are not opened inside of an archive.</summary>
static class PackedFormats
{
    static readonly FrozenSet<string> Extensions = new[]
    {
        ".zip", ".kmz", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".lz", ".lz4", ".lzma", ".z", ".br",
        ".cab", ".arj", ".jar", ".iso", ".gpkx", ".lpkx", ".lpk", ".mpkx",
    }.ToFrozenSet();

    /// <summary>Whether files of this extension (with its dot, lower case) are archives.</summary>
    public static bool Has(string extension) => Extensions.Contains(extension);

    /// <summary>Whether a file that begins so is an archive.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8) || bytes.StartsWith("PK\x07\x08"u8)
        || bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08])
        || bytes.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C])
        || bytes.StartsWith("Rar!\x1A\x07"u8)
        || bytes.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0x00])
        || bytes.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD])
        || bytes.StartsWith("BZh"u8);
}
