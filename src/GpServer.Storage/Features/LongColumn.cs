using System.Buffers;
using System.Numerics;

namespace GpServer.Storage.Features;

/// <summary>
/// Whole numbers of 64 bits: as they are or as differences from the one before, whichever has fewer bits, the sign moved to the lowest bit,
/// and then all lowest bytes, all second bytes and so on as far as there are any, since bytes of one weight resemble one another.
/// </summary>
static class LongColumn
{
    const int MaxPlanes = sizeof(long);
    const byte Differences = 1 << 7;

    public static void Write(SectionWriter section, ReadOnlySpan<long> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var numbers = ArrayPool<ulong>.Shared.Rent(values.Length);
        var plane = ArrayPool<byte>.Shared.Rent(values.Length);
        var differences = DifferencesAreSmaller(values);
        var all = ToNumbers(values, differences, numbers);
        var planes = Math.Max(1, (BitOperations.Log2(all) / 8) + 1);
        section.Write((byte)(planes | (differences ? Differences : 0)));
        for (var p = 0; p < planes; p++)
        {
            CopyPlane(numbers.AsSpan(0, values.Length), 8 * p, plane);
            section.WritePlane(plane.AsSpan(0, values.Length));
        }

        ArrayPool<ulong>.Shared.Return(numbers);
        ArrayPool<byte>.Shared.Return(plane);
    }

    /// <summary>
    /// Fills <paramref name="values"/>, of which the section has at least one byte each (see <see cref="SectionReader.ReadLength"/>).
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are not a column of so many numbers.</exception>
    public static void Read(ref SectionReader section, Span<long> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var form = section.ReadByte();
        var planes = form & ~Differences;
        if (planes is < 1 or > MaxPlanes)
        {
            Damage.Found("a column of numbers is of an unknown form");
        }

        values.Clear();
        for (var p = 0; p < planes; p++)
        {
            AddPlane(section.TakePlane(values.Length), 8 * p, values);
        }

        FromNumbers(values, (form & Differences) != 0);
    }

    static bool DifferencesAreSmaller(ReadOnlySpan<long> values)
    {
        long plainBits = 0;
        long differenceBits = 0;
        long before = 0;
        foreach (var value in values)
        {
            plainBits += BitOperations.LeadingZeroCount(ZigZag(value));
            differenceBits += BitOperations.LeadingZeroCount(ZigZag(value - before));
            before = value;
        }

        return differenceBits > plainBits;
    }

    static ulong ToNumbers(ReadOnlySpan<long> values, bool differences, Span<ulong> numbers)
    {
        var all = 0ul;
        long before = 0;
        for (var i = 0; i < values.Length; i++)
        {
            numbers[i] = ZigZag(values[i] - before);
            all |= numbers[i];
            before = differences ? values[i] : 0;
        }

        return all;
    }

    static void FromNumbers(Span<long> values, bool differences)
    {
        long before = 0;
        foreach (ref var value in values)
        {
            value = (long)((ulong)value >> 1) ^ -(value & 1);
            if (differences)
            {
                before = value += before;
            }
        }
    }

    static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    static void CopyPlane(ReadOnlySpan<ulong> numbers, int shift, Span<byte> plane)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            plane[i] = (byte)(numbers[i] >> shift);
        }
    }

    static void AddPlane(ReadOnlySpan<byte> plane, int shift, Span<long> values)
    {
        for (var i = 0; i < plane.Length; i++)
        {
            values[i] |= (long)plane[i] << shift;
        }
    }
}
