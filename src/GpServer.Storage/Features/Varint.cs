namespace GpServer.Storage.Features;

/// <summary>
/// Whole numbers from 0 in one to five bytes, seven bits in each, the lowest first; the highest bit says that more follow (LEB128).
/// </summary>
static class Varint
{
    public const int MaxBytes = 5;

    const int Bits = 7;
    const byte More = 1 << Bits;

    /// <summary>Writes a number and says in how many bytes.</summary>
    public static int Write(Span<byte> bytes, uint value)
    {
        var length = 0;
        for (; value >= More; value >>= Bits)
        {
            bytes[length++] = (byte)(value | More);
        }

        bytes[length++] = (byte)value;
        return length;
    }

    /// <summary>Reads a number that an <c>int</c> holds, and moves on behind it.</summary>
    /// <exception cref="InvalidDataException">The bytes end in it, or it is larger.</exception>
    public static int Read(ReadOnlySpan<byte> bytes, ref int position)
    {
        var value = 0ul;
        for (var shift = 0; shift < MaxBytes * Bits; shift += Bits)
        {
            if (position >= bytes.Length)
            {
                break;
            }

            var next = bytes[position++];
            value |= (ulong)(next & (More - 1)) << shift;
            if (next < More && value <= int.MaxValue)
            {
                return (int)value;
            }
        }

        throw Damage.New("a count cannot be read");
    }
}
