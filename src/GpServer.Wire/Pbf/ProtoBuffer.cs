using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace GpServer.Wire.Pbf;

/// <summary>
/// A message of a protocol buffer while it is written. Numbers are written seven bits a byte from the lowest on, the high bit saying that
/// more follow (protobuf.dev, "Encoding"). The room is used again for the next message.
/// </summary>
sealed class ProtoBuffer
{
    const int VarintRoom = 10;

    byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>How many bytes a number takes.</summary>
    public static int VarintLength(ulong value) => (BitOperations.Log2(value | 1) / 7) + 1;

    /// <summary>A signed number so that small ones of both signs are short: 0, -1, 1, -2 become 0, 1, 2, 3.</summary>
    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public void Varint(ulong value)
    {
        Reserve(VarintRoom);
        var bytes = _bytes;
        var position = Length;
        while (value >= 0x80)
        {
            bytes[position++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[position++] = (byte)value;
        Length = position;
    }

    public void SignedVarint(long value) => Varint(ZigZag(value));

    public void Tag(int field, int wireType) => Varint((ulong)((field << 3) | wireType));

    public void Number(int field, ulong value)
    {
        Tag(field, WireType.Varint);
        Varint(value);
    }

    public void Flag(int field, bool value) => Number(field, value ? 1UL : 0UL);

    public void SignedNumber(int field, long value) => Number(field, ZigZag(value));

    public void Double(int field, double value)
    {
        Tag(field, WireType.Fixed64);
        Reserve(sizeof(double));
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(Length), value);
        Length += sizeof(double);
    }

    public void Single(int field, float value)
    {
        Tag(field, WireType.Fixed32);
        Reserve(sizeof(float));
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.AsSpan(Length), value);
        Length += sizeof(float);
    }

    /// <summary>A lone surrogate becomes U+FFFD.</summary>
    public void Text(int field, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        BeginBytes(field, length);
        Reserve(length);
        Encoding.UTF8.GetBytes(value, _bytes.AsSpan(Length));
        Length += length;
    }

    public void Message(int field, ProtoBuffer message) => Bytes(field, message.Written);

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        BeginBytes(field, value.Length);
        Raw(value);
    }

    /// <summary>The tag and the length of a message whose bytes follow.</summary>
    public void BeginBytes(int field, long length)
    {
        Tag(field, WireType.Bytes);
        Varint((ulong)length);
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Grow(count);
        }
    }

    void Grow(int count) => Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, (long)Length + count)));
}
