using System.Buffers.Binary;

namespace GpServer.Wire.Files.GeoPackage;

/// <summary>The header of a geometry in a GeoPackage (OGC 12-128r18, §2.1.3), after which well-known binary comes.</summary>
/// <param name="Length">Its bytes; 0 where it is none, -1 for a geometry of an extension.</param>
/// <param name="IsEmpty">Whether it says that the geometry is empty.</param>
readonly record struct GpkgGeometry(int Length, bool IsEmpty)
{
    public const int FixedLength = 8;

    /// <summary>The longest header.</summary>
    public const int MostLength = FixedLength + 64;

    const int LittleEndian = 0x01;
    const int Empty = 0x10;
    const int Extended = 0x20;

    public static GpkgGeometry Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FixedLength || bytes[0] != 'G' || bytes[1] != 'P' || bytes[2] != 0)
        {
            return default;
        }

        var flags = bytes[3];
        var envelope = ((flags >> 1) & 7) switch
        {
            0 => 0,
            1 => 32,
            2 or 3 => 48,
            4 => 64,
            _ => -1,
        };
        return envelope < 0 || bytes.Length < FixedLength + envelope ? default
            : (flags & Extended) != 0 ? new(-1, false)
            : new(FixedLength + envelope, (flags & Empty) != 0);
    }

    /// <summary>Writes a header without an envelope, little-endian.</summary>
    public static void Write(Span<byte> bytes, int systemId, bool isEmpty)
    {
        bytes[0] = (byte)'G';
        bytes[1] = (byte)'P';
        bytes[2] = 0;
        bytes[3] = (byte)(LittleEndian | (isEmpty ? Empty : 0));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], systemId);
    }
}
