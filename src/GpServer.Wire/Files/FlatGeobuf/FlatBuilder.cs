using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace GpServer.Wire.Files.FlatGeobuf;

/// <summary>
/// Builds one FlatBuffers message from its end to its beginning, so that what is pointed to is there before what points to it
/// (flatbuffers.dev, "FlatBuffer Internals"). Places are counted from the end. The room is used again for the next message.
/// </summary>
sealed class FlatBuilder
{
    const int MostFields = 16;

    readonly int[] _fields = new int[MostFields];
    byte[] _bytes = new byte[1024];
    int _first = 1024;
    int _alignment = 1;
    int _fieldCount;
    int _tableEnd;

    int Place => _bytes.Length - _first;

    /// <summary>The finished message.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(_first);

    public void Clear()
    {
        _first = _bytes.Length;
        _alignment = 1;
    }

    public int Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Prepare(sizeof(uint), length + 1);
        Claim(1)[0] = 0;
        Encoding.UTF8.GetBytes(value, Claim(length));
        return EndVector(length);
    }

    public int Bytes(ReadOnlySpan<byte> values)
    {
        Prepare(sizeof(uint), values.Length);
        values.CopyTo(Claim(values.Length));
        return EndVector(values.Length);
    }

    public int Doubles(ReadOnlySpan<double> values)
    {
        var length = checked(values.Length * sizeof(double));
        Prepare(sizeof(uint), length);
        Prepare(sizeof(double), length);
        CopyTo(values, Claim(length));
        return EndVector(values.Length);
    }

    public int UInts(ReadOnlySpan<uint> values)
    {
        Prepare(sizeof(uint), values.Length * sizeof(uint));
        for (var i = values.Length - 1; i >= 0; i--)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(Claim(sizeof(uint)), values[i]);
        }

        return EndVector(values.Length);
    }

    /// <summary>A list of tables that were built before.</summary>
    public int Tables(ReadOnlySpan<int> tables)
    {
        Prepare(sizeof(uint), tables.Length * sizeof(uint));
        for (var i = tables.Length - 1; i >= 0; i--)
        {
            PointTo(tables[i]);
        }

        return EndVector(tables.Length);
    }

    public void BeginTable(int fields)
    {
        _fieldCount = fields;
        _fields.AsSpan(0, fields).Clear();
        _tableEnd = Place;
    }

    public void Add(int field, byte value)
    {
        Prepare(1, 0);
        Claim(1)[0] = value;
        _fields[field] = Place;
    }

    public void Add(int field, bool value) => Add(field, value ? (byte)1 : (byte)0);

    public void Add(int field, ushort value)
    {
        Prepare(sizeof(ushort), 0);
        BinaryPrimitives.WriteUInt16LittleEndian(Claim(sizeof(ushort)), value);
        _fields[field] = Place;
    }

    public void Add(int field, int value)
    {
        Prepare(sizeof(int), 0);
        BinaryPrimitives.WriteInt32LittleEndian(Claim(sizeof(int)), value);
        _fields[field] = Place;
    }

    public void Add(int field, ulong value)
    {
        Prepare(sizeof(ulong), 0);
        BinaryPrimitives.WriteUInt64LittleEndian(Claim(sizeof(ulong)), value);
        _fields[field] = Place;
    }

    /// <summary>Adds a text, list or table that was built before the table was begun; 0 for none.</summary>
    public void AddPlace(int field, int place)
    {
        if (place != 0)
        {
            Prepare(sizeof(uint), 0);
            PointTo(place);
            _fields[field] = Place;
        }
    }

    public int EndTable()
    {
        Prepare(sizeof(int), 0);
        Claim(sizeof(int));
        var table = Place;
        for (var i = _fieldCount - 1; i >= 0; i--)
        {
            AddShort(_fields[i] == 0 ? 0 : table - _fields[i]);
        }

        AddShort(table - _tableEnd);
        AddShort((_fieldCount + 2) * sizeof(ushort));
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_bytes.Length - table), Place - table);
        return table;
    }

    /// <summary>Ends the message with its root table and, before it, its length.</summary>
    public void Finish(int root)
    {
        Prepare(_alignment, 2 * sizeof(uint));
        PointTo(root);
        BinaryPrimitives.WriteInt32LittleEndian(Claim(sizeof(int)), Place - sizeof(int));
    }

    static void CopyTo(ReadOnlySpan<double> values, Span<byte> bytes)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(values).CopyTo(bytes);
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes[(i * sizeof(double))..], values[i]);
        }
    }

    int EndVector(int count)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Claim(sizeof(uint)), count);
        return Place;
    }

    void AddShort(int value) => BinaryPrimitives.WriteUInt16LittleEndian(Claim(sizeof(ushort)), checked((ushort)value));

    void PointTo(int place)
    {
        var pointer = Claim(sizeof(uint));
        BinaryPrimitives.WriteInt32LittleEndian(pointer, Place - place);
    }

    /// <summary>Fills up with zeros so that a value of this size, behind so many bytes more, will stand at a multiple of its
    /// size.</summary>
    void Prepare(int size, int more)
    {
        _alignment = Math.Max(_alignment, size);
        var gap = -(Place + more) & (size - 1);
        Claim(gap).Clear();
    }

    Span<byte> Claim(int count)
    {
        if (_first < count)
        {
            Grow(count);
        }

        _first -= count;
        return _bytes.AsSpan(_first, count);
    }

    void Grow(int count)
    {
        var place = Place;
        var room = new byte[(int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, (long)place + count))];
        _bytes.AsSpan(_first).CopyTo(room.AsSpan(room.Length - place));
        _bytes = room;
        _first = room.Length - place;
    }
}
