namespace GpServer.Wire.Pbf;

/// <summary>
/// Goes through the fields of a message that may be too large to lie in memory whole: only values that are asked for are read.
/// </summary>
sealed class PbfMessage(IPbfCursor cursor, long start, long length)
{
    /// <summary>
    /// A feature of all vertices that a request may have is smaller. A larger part of a message is not read.
    /// </summary>
    const int MostBytes = 64 * 1024 * 1024;

    /// <summary>A tag and a length, or a number, take no more.</summary>
    const int HeadBytes = 20;

    readonly long _end = start + length;
    long _next = start;

    /// <summary>The number of the field.</summary>
    public int Field { get; private set; }

    /// <summary>The value where it is a number; else 0.</summary>
    public ulong Number { get; private set; }

    /// <summary>Whether the value is bytes: a text or a message.</summary>
    public bool IsBytes { get; private set; }

    long ValueStart { get; set; }

    long ValueLength { get; set; }

    public static PbfMessage Whole(IPbfCursor cursor) => new(cursor, 0, cursor.Length);

    /// <summary>Reads the tag of the next field, and the value where it is a number.</summary>
    public bool Next()
    {
        if (_next == _end)
        {
            return false;
        }

        var count = (int)Math.Min(HeadBytes, _end - _next);
        var head = new ProtoReader(cursor.Read(_next, count));
        var tag = head.Varint();
        var wireType = (int)(tag & 7);
        Field = tag >> 3 is > 0 and <= int.MaxValue and var field ? (int)field : throw Damaged("a field has no number");
        Number = 0;
        IsBytes = wireType == WireType.Bytes;
        ulong value = wireType switch
        {
            WireType.Varint or WireType.Bytes => head.Varint(),
            WireType.Fixed64 => 8UL,
            WireType.Fixed32 => 4UL,
            _ => throw Damaged("a field is of a kind that there is not"),
        };
        ValueStart = _next + head.Position;
        if (wireType == WireType.Varint)
        {
            (Number, value) = (value, 0);
        }

        ValueLength = value <= (ulong)(_end - ValueStart)
            ? (long)value
            : throw Damaged("a length reaches beyond the end of its message");
        _next = ValueStart + ValueLength;
        return true;
    }

    /// <summary>The bytes of the value; they stand until something else is read.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        ExpectBytes();
        return ValueLength <= MostBytes
            ? cursor.Read(ValueStart, (int)ValueLength)
            : throw new InvalidDataException($"a part of the protocol buffer has more than {MostBytes} bytes; expected a smaller one");
    }

    /// <summary>The value as a message of its own.</summary>
    public PbfMessage Message()
    {
        ExpectBytes();
        return new PbfMessage(cursor, ValueStart, ValueLength);
    }

    static InvalidDataException Damaged(string problem) => new($"the protocol buffer is damaged: {problem}");

    void ExpectBytes()
    {
        if (!IsBytes)
        {
            throw Damaged($"field {Field} is of another kind than it should be");
        }
    }
}
