using System.Buffers.Binary;

namespace GpServer.Wire.Files.Archives;

/// <summary>Numbers of a record of a zip archive (APPNOTE.TXT of PKWARE, version 6.3), little-endian.</summary>
readonly ref struct ZipRecord(ReadOnlySpan<byte> bytes)
{
    public const uint EntrySignature = 0x04034B50;
    public const uint DirectorySignature = 0x02014B50;
    public const uint EndSignature = 0x06054B50;
    public const uint End64Signature = 0x06064B50;
    public const uint Locator64Signature = 0x07064B50;

    readonly ReadOnlySpan<byte> _bytes = bytes;

    public ushort UInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[at..]);

    public uint UInt32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[at..]);

    /// <summary>A number of 64 bits; -1 where it is beyond any file.</summary>
    public long Int64(int at) => Math.Max(-1, BinaryPrimitives.ReadInt64LittleEndian(_bytes[at..]));
}
