using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GpServer.Core.Json;

/// <summary>
/// Reads decimal numbers as JSON writes them, and a little more leniently: a leading <c>+</c>, leading zeros, and a point with digits on
/// one side only are accepted. Doubles are correctly rounded, however many digits there are.
/// </summary>
public static partial class NumberParser
{
    const int MaxExactDigits = 19; // 10^19 - 1 fits into 64 bits
    const ulong MaxExactInteger = 1UL << 53;
    const long ExponentCap = 1_000_000_000_000; // beyond it no text of 2 GB of digits brings the value back into range

    static ReadOnlySpan<double> ExactPowers =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads the number at the start of the text.</summary>
    /// <param name="utf8">Text that starts with the number; what follows it is left to the caller.</param>
    /// <param name="value">The number; an infinity beyond the range of a double, zero when nearer to zero than any double.</param>
    /// <param name="consumed">How many bytes belong to the number.</param>
    /// <returns>False when the text does not start with a number. <c>NaN</c> and <c>Infinity</c> are no numbers here.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out double value, out int consumed)
    {
        var start = 0;
        var negative = false;
        if (!utf8.IsEmpty && utf8[0] is (byte)'-' or (byte)'+')
        {
            negative = utf8[0] == '-';
            start = 1;
        }

        var digits = 0UL;
        var position = ReadDigits(utf8, start, ref digits);
        var digitCount = position - start;
        var fractionDigits = 0;
        if ((uint)position < (uint)utf8.Length && utf8[position] == '.')
        {
            var end = ReadDigits(utf8, position + 1, ref digits);
            fractionDigits = end - position - 1;
            digitCount += fractionDigits;
            position = end;
        }

        if (digitCount == 0)
        {
            value = 0;
            consumed = 0;
            return false;
        }

        consumed = position;
        long exponent = 0;
        if ((uint)position < (uint)utf8.Length && (utf8[position] | 0x20) == 'e')
        {
            exponent = ReadExponent(utf8, ref consumed);
        }

        if (digitCount > MaxExactDigits)
        {
            value = ParseLong(utf8[start..position], exponent);
            value = negative ? -value : value;
            return true;
        }

        exponent -= fractionDigits;
        if (digits <= MaxExactInteger && (ulong)(exponent + 22) <= 44)
        {
            // Both operands are exact, so the one operation rounds correctly (Clinger, "How to Read Floating Point Numbers
            // Accurately", 1990).
            value = exponent < 0 ? (long)digits / ExactPowers[(int)-exponent] : (long)digits * ExactPowers[(int)exponent];
        }
        else
        {
            value = Scale(digits, exponent);
        }

        value = negative ? -value : value;
        return true;
    }

    /// <summary>
    /// Reads the number at the start of the text when it is a whole one of 64 bits, such as <c>5</c>, <c>5.0</c> or <c>5e3</c>. With an
    /// exponent it is rounded to a double first and must be within ±2^53.
    /// </summary>
    public static bool TryParseInt64(ReadOnlySpan<byte> utf8, out long value, out int consumed)
    {
        var digits = 0UL;
        consumed = ReadDigits(utf8, 0, ref digits);
        value = (long)digits;
        if (consumed is > 0 and < MaxExactDigits && (consumed == utf8.Length || utf8[consumed] is (byte)',' or (byte)'}'))
        {
            return true; // an object id as it mostly comes
        }

        return TryParseAnyInt64(utf8, out value, out consumed);
    }

    static bool TryParseAnyInt64(ReadOnlySpan<byte> utf8, out long value, out int consumed)
    {
        if (!TryParse(utf8, out var number, out consumed))
        {
            value = 0;
            return false;
        }

        var text = utf8[..consumed];
        if (text.ContainsAny((byte)'e', (byte)'E'))
        {
            value = (long)number;
            return value == number && Math.Abs(number) <= MaxExactInteger;
        }

        var point = text.IndexOf((byte)'.');
        value = (long)number;
        if (point >= 0 && text[(point + 1)..].ContainsAnyExcept((byte)'0'))
        {
            return false;
        }

        return Math.Abs(number) < MaxExactInteger
            || long.TryParse(
                point < 0 ? text : text[..point], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Appends the digits at a position, eight at a time, and returns where they end. More than 19 overflow silently.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int ReadDigits(ReadOnlySpan<byte> utf8, int position, ref ulong digits)
    {
        while (utf8.Length - position >= sizeof(ulong))
        {
            var chunk = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(utf8), position));
            chunk = BitConverter.IsLittleEndian ? chunk : BinaryPrimitives.ReverseEndianness(chunk);

            // The high bit of a byte says that it is no digit, right up to and including the first such byte: below it nothing carries.
            var others = ((chunk + 0x4646464646464646) | (chunk - 0x3030303030303030)) & 0x8080808080808080;
            if (others != 0)
            {
                var count = BitOperations.TrailingZeroCount(others) >> 3;
                if (count > 0)
                {
                    digits = (digits * PowersOfTen.Small[count]) + EightDigits((chunk - 0x3030303030303030) << (64 - (count << 3)));
                }

                return position + count;
            }

            digits = (digits * 100_000_000) + EightDigits(chunk - 0x3030303030303030);
            position += sizeof(ulong);
        }

        for (; (uint)position < (uint)utf8.Length; position++)
        {
            var digit = (uint)utf8[position] - '0';
            if (digit > 9)
            {
                break;
            }

            digits = (digits * 10) + digit;
        }

        return position;
    }

    /// <summary>The number whose digits are eight bytes, the first one in the lowest byte: pairs, then fours, then all eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong EightDigits(ulong bytes)
    {
        bytes = (bytes * 10) + (bytes >> 8);
        return (((bytes & 0x000000FF000000FF) * (100 + (1_000_000UL << 32)))
            + (((bytes >> 16) & 0x000000FF000000FF) * (1 + (10_000UL << 32)))) >> 32;
    }

    /// <summary>Reads an exponent, without which an <c>e</c> does not belong to the number.</summary>
    static long ReadExponent(ReadOnlySpan<byte> utf8, ref int position)
    {
        var at = position + 1;
        var negative = false;
        if (at < utf8.Length && utf8[at] is (byte)'-' or (byte)'+')
        {
            negative = utf8[at] == '-';
            at++;
        }

        var start = at;
        long exponent = 0;
        for (; at < utf8.Length && utf8[at] is >= (byte)'0' and <= (byte)'9'; at++)
        {
            exponent = Math.Min((exponent * 10) + utf8[at] - '0', ExponentCap);
        }

        if (at > start)
        {
            position = at;
        }

        return negative ? -exponent : exponent;
    }
}
