using System.Buffers.Binary;

namespace GpServer.Storage.Features;

/// <summary>
/// Some features of a set in their stored form, which are read without the others. What is needed to choose among chunks stands at their
/// beginning, and may be kept beside them.
/// </summary>
/// <remarks>
/// 64 bytes, little-endian: <c>GPFC</c>, the checksum of all that follows it (4 bytes), version (2), 1 when there is an extent (2), the
/// length of the chunk (4), the checksum of its schema block (4), the number of features (4), the place of the first of them in the set
/// (8), least x and y, greatest x and y (8 each). Then a section of the geometries and one for each field.
/// </remarks>
public sealed class FeatureChunk
{
    internal const int HeaderBytes = 64;

    /// <summary>More features than these are not in a chunk.</summary>
    internal const int MaxFeatures = 1 << 16;

    const uint Magic = 0x43465047; // "GPFC"
    const ushort Version = 1;
    const int SummedFrom = 8;

    FeatureChunk(ReadOnlyMemory<byte> bytes, long first, int count, Extent? extent, uint schema)
    {
        Bytes = bytes;
        First = first;
        Count = count;
        Extent = extent;
        Schema = schema;
    }

    /// <summary>The chunk as it is stored.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The place of its first feature in the set, counted from 0.</summary>
    public long First { get; }

    /// <summary>How many features it has.</summary>
    public int Count { get; }

    /// <summary>Around all its geometries; null when none has a place.</summary>
    public Extent? Extent { get; }

    /// <summary>The checksum of the schema block that it goes with.</summary>
    internal uint Schema { get; }

    /// <summary>The sections.</summary>
    internal ReadOnlySpan<byte> Body => Bytes.Span[HeaderBytes..];

    /// <summary>Opens stored bytes: checks that they are whole and reads what is in front, no feature yet.</summary>
    /// <exception cref="InvalidDataException">They are not a chunk, of a newer form, or damaged.</exception>
    public static FeatureChunk Open(ReadOnlyMemory<byte> bytes)
    {
        var header = bytes.Span;
        if (header.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic)
        {
            Damage.Found("this is not a chunk of features");
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        if (version != Version)
        {
            Damage.Found($"a chunk of version {version}, where {Version} is known");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(header[12..]) != header.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) != Checksum.Of(header[SummedFrom..]))
        {
            Damage.Found("the checksum or the length of a chunk is not that of its bytes");
        }

        return new FeatureChunk(
            bytes,
            ReadFirst(header),
            ReadCount(header),
            ReadExtent(header),
            BinaryPrimitives.ReadUInt32LittleEndian(header[16..]));
    }

    /// <summary>Writes the header into the first bytes of a chunk whose other bytes are in place.</summary>
    internal static FeatureChunk Seal(byte[] bytes, long first, int count, Extent? extent, uint schema)
    {
        var header = bytes.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(header[10..], extent is null ? (ushort)0 : (ushort)1);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], (uint)bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], schema);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], count);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], first);
        BinaryPrimitives.WriteDoubleLittleEndian(header[32..], extent?.MinX ?? 0);
        BinaryPrimitives.WriteDoubleLittleEndian(header[40..], extent?.MinY ?? 0);
        BinaryPrimitives.WriteDoubleLittleEndian(header[48..], extent?.MaxX ?? 0);
        BinaryPrimitives.WriteDoubleLittleEndian(header[56..], extent?.MaxY ?? 0);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Checksum.Of(header[SummedFrom..]));
        return new FeatureChunk(bytes, first, count, extent, schema);
    }

    static long ReadFirst(ReadOnlySpan<byte> header)
    {
        var first = BinaryPrimitives.ReadInt64LittleEndian(header[24..]);
        return first >= 0 ? first : throw Damage.New("a chunk begins before the set");
    }

    static int ReadCount(ReadOnlySpan<byte> header)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(header[20..]);
        return count is > 0 and <= MaxFeatures ? count : throw Damage.New($"a chunk cannot have {count} features");
    }

    static Extent? ReadExtent(ReadOnlySpan<byte> header)
    {
        switch (BinaryPrimitives.ReadUInt16LittleEndian(header[10..]))
        {
            case 0:
                return null;
            case 1:
                return new Extent(
                    BinaryPrimitives.ReadDoubleLittleEndian(header[32..]),
                    BinaryPrimitives.ReadDoubleLittleEndian(header[40..]),
                    BinaryPrimitives.ReadDoubleLittleEndian(header[48..]),
                    BinaryPrimitives.ReadDoubleLittleEndian(header[56..]));
            default:
                throw Damage.New("a chunk has an unknown mark");
        }
    }
}
