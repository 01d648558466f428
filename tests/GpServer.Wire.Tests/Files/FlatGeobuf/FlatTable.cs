using System.Buffers.Binary;
using System.Text;

namespace GpServer.Wire.Tests.Files.FlatGeobuf;

/// <summary>A table of a FlatBuffers message, read after its public layout. It shares no code with the server.</summary>
sealed class FlatTable(byte[] bytes, int start)
{
    /// <summary>The root table of a message with its length before it, and where the next message begins.</summary>
    public static FlatTable Root(byte[] bytes, ref int start)
    {
        var length = Int32(bytes, start);
        var root = start + 4 + Int32(bytes, start + 4);
        start += 4 + length;
        return new FlatTable(bytes, root);
    }

    public bool Has(int field) => Place(field) != 0;

    public byte Byte(int field) => Has(field) ? bytes[Place(field)] : (byte)0;

    public int UShort(int field, int missing) => Has(field) ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(Place(field))) : missing;

    public int Int(int field) => Has(field) ? Int32(bytes, Place(field)) : 0;

    public ulong ULong(int field) => Has(field) ? BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(Place(field))) : 0;

    public FlatTable Table(int field) => new(bytes, Follow(Place(field)));

    public string Text(int field)
    {
        var (at, count) = List(field);
        bytes[at + count].ShouldBe((byte)0);
        return Encoding.UTF8.GetString(bytes, at, count);
    }

    public byte[] Bytes(int field)
    {
        var (at, count) = List(field);
        return bytes[at..(at + count)];
    }

    public double[] Doubles(int field)
    {
        var (at, count) = List(field);
        return [.. Enumerable.Range(0, count).Select(i => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(at + (8 * i))))];
    }

    public int[] Ints(int field)
    {
        var (at, count) = List(field);
        return [.. Enumerable.Range(0, count).Select(i => Int32(bytes, at + (4 * i)))];
    }

    public FlatTable[] Tables(int field)
    {
        var (at, count) = List(field);
        return [.. Enumerable.Range(0, count).Select(i => new FlatTable(bytes, Follow(at + (4 * i))))];
    }

    static int Int32(byte[] bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

    int Follow(int at) => at + Int32(bytes, at);

    (int At, int Count) List(int field)
    {
        if (!Has(field))
        {
            return (0, 0);
        }

        var list = Follow(Place(field));
        return (list + 4, Int32(bytes, list));
    }

    int Place(int field)
    {
        var directory = start - Int32(bytes, start);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(directory));
        var slot = 4 + (2 * field);
        var offset = slot < size ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(directory + slot)) : 0;
        return offset == 0 ? 0 : start + offset;
    }
}
