using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GpServer.Core.Json;

/// <summary>
/// Writes numbers for JSON: the fewest digits that read back as the same double, without exponent from 1e-6 to below 1e21 as JavaScript
/// writes them (<c>5</c>, <c>0.25</c>, <c>1e-9</c>, <c>1.5e21</c>). Minus zero is <c>0</c>.
/// </summary>
public static partial class NumberFormatter
{
    /// <summary>No number is longer than this many bytes.</summary>
    public const int MaxLength = 32;

    /// <summary>How many bytes may be overwritten while a number is written in place; more than belong to it.</summary>
    internal const int Room = 40;

    const int Digits = 17;
    const int MaxPoint = 21;
    const int MinPoint = -5;
    const double MaxWhole = 1L << 53;

    /// <summary>Writes a double, which must be finite.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="destination">Room for the number; <see cref="MaxLength"/> bytes are always enough.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Format(double value, Span<byte> destination)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has no such number.");
        }

        if (destination.Length >= Room)
        {
            return Write(value, ref MemoryMarshal.GetReference(destination));
        }

        Span<byte> buffer = stackalloc byte[Room];
        var length = Write(value, ref MemoryMarshal.GetReference(buffer));
        buffer[..length].CopyTo(destination);
        return length;
    }

    /// <summary>Writes a whole number.</summary>
    /// <param name="value">Any number.</param>
    /// <param name="destination">Room for the number; <see cref="MaxLength"/> bytes are always enough.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Format(long value, Span<byte> destination)
    {
        if (destination.Length >= Room)
        {
            return Write(value, ref MemoryMarshal.GetReference(destination));
        }

        Span<byte> buffer = stackalloc byte[Room];
        var length = Write(value, ref MemoryMarshal.GetReference(buffer));
        buffer[..length].CopyTo(destination);
        return length;
    }

    /// <summary>Writes a finite double where <see cref="Room"/> bytes may be overwritten.</summary>
    internal static int Write(double value, ref byte target)
    {
        Debug.Assert(double.IsFinite(value));
        var whole = double.ConvertToIntegerNative<long>(value);
        if (whole == value && Math.Abs(value) < MaxWhole)
        {
            return Write(whole, ref target);
        }

        var bits = BitConverter.DoubleToUInt64Bits(value);
        var sign = (int)(bits >> 63);
        target = (byte)'-';
        return sign + WriteDecimal(ShortestDecimal.Find(bits & ~(1UL << 63), out var exponent), exponent, ref Unsafe.Add(ref target, sign));
    }

    /// <summary>Writes a whole number where <see cref="Room"/> bytes may be overwritten.</summary>
    internal static int Write(long value, ref byte target)
    {
        var sign = (int)((ulong)value >> 63);
        target = (byte)'-';
        return sign + WriteWhole(value < 0 ? 0 - (ulong)value : (ulong)value, ref Unsafe.Add(ref target, sign));
    }

    static int WriteDecimal(ulong digits, int exponent, ref byte target)
    {
        // All 17 digits are written and the zeros at the end forgotten; the first one stands before the point.
        var missing = Digits - CountDigits(digits);
        digits *= PowersOfTen.Small[missing];
        var point = exponent - missing + Digits;
        var first = digits / (EightPlaces * EightPlaces);
        var rest = digits - (first * (EightPlaces * EightPlaces));
        var upper = EightDigits((uint)(rest / EightPlaces));
        var lower = EightDigits((uint)(rest % EightPlaces));
        var count = lower != 0 ? Digits - LeadingZeroBytes(lower) : Digits - 8 - LeadingZeroBytes(upper);

        var places = new DigitCharacters((byte)('0' + first), upper | AsciiZeros, lower | AsciiZeros);
        if (point is > MaxPoint or < MinPoint)
        {
            return WriteScientific(places, count, point - 1, ref target);
        }

        if (point <= 0)
        {
            Put(ref target, 0, ZeroPointZeros);
            places.Write(ref Unsafe.Add(ref target, 2 - point));
            return 2 - point + count;
        }

        if (point < count)
        {
            places.WriteWithPoint(ref target, point);
            return count + 1;
        }

        places.Write(ref target);
        Put(ref target, Digits, AsciiZeros);
        return point;
    }

    static int WriteScientific(DigitCharacters places, int count, int exponent, ref byte target)
    {
        places.WriteWithPoint(ref target, 1);
        var length = count == 1 ? 1 : count + 1;
        Unsafe.Add(ref target, length) = (byte)'e';
        return length + 1 + Write((long)exponent, ref Unsafe.Add(ref target, length + 1));
    }
}
