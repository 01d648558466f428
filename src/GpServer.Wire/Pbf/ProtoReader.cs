using System.Buffers.Binary;

namespace GpServer.Wire.Pbf;

/// <summary>Reads a message of a protocol buffer that lies in memory. Every length is checked before it is used.</summary>
ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    readonly ReadOnlySpan<byte> _message = message;
    int _position;
    int _wireType;

    /// <summary>The number of the field whose value comes next.</summary>
    public int Field { get; private set; }

    public readonly bool IsAtEnd => _position == _message.Length;

    /// <summary>How many bytes have been read.</summary>
    public readonly int Position => _position;

    /// <summary>A number as it was before <see cref="ProtoBuffer.ZigZag"/>.</summary>
    public static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    /// <summary>Reads the tag of the next field. Its value has to be read, or skipped, before the next call.</summary>
    public bool Next()
    {
        if (IsAtEnd)
        {
            return false;
        }

        var tag = Varint();
        _wireType = (int)(tag & 7);
        Field = tag >> 3 is > 0 and <= int.MaxValue and var field ? (int)field : throw Damaged("a field has no number");
        return true;
    }

    public ulong Number()
    {
        Expect(WireType.Varint);
        return Varint();
    }

    public long SignedNumber() => UnZigZag(Number());

    public double Double()
    {
        Expect(WireType.Fixed64);
        return BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));
    }

    public float Single()
    {
        Expect(WireType.Fixed32);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));
    }

    public ReadOnlySpan<byte> Bytes()
    {
        Expect(WireType.Bytes);
        var length = Varint();
        return length <= (ulong)(_message.Length - _position)
            ? Take((int)length)
            : throw Damaged("a length reaches beyond the end of its message");
    }

    public void Skip()
    {
        switch (_wireType)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Fixed64:
                Take(sizeof(ulong));
                break;
            case WireType.Bytes:
                Bytes();
                break;
            case WireType.Fixed32:
                Take(sizeof(uint));
                break;
            default:
                throw Damaged("a field is of a kind that there is not");
        }
    }

    /// <summary>Reads a number without a tag, as in a packed list.</summary>
    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_position == _message.Length)
            {
                throw Damaged("it ends within a number");
            }

            var part = _message[_position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Damaged("a number has more than ten bytes");
    }

    static InvalidDataException Damaged(string problem) => new($"the protocol buffer is damaged: {problem}");

    readonly void Expect(int wireType)
    {
        if (_wireType != wireType)
        {
            throw Damaged($"field {Field} is of another kind than it should be");
        }
    }

    ReadOnlySpan<byte> Take(int count)
    {
        if (_message.Length - _position < count)
        {
            throw Damaged("it ends within a value");
        }

        var bytes = _message.Slice(_position, count);
        _position += count;
        return bytes;
    }
}
