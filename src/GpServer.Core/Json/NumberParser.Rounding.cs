using System.Globalization;
using System.Numerics;

namespace GpServer.Core.Json;

public static partial class NumberParser
{
    const int MantissaBits = 52;
    const int ExponentBias = 1023;
    const int InfiniteExponent = 0x7FF;
    const int DecisiveDigits = 800; // 767 digits decide every tie between two doubles; a digit after them says "and more"

    /// <summary>
    /// The double nearest to digits times 10^exponent, ties to even. The product with a power of ten of 128 bits is always near enough
    /// to decide (Lemire, "Number Parsing at a Gigabyte per Second", 2021; Mushtak and Lemire, "Fast number parsing without fallback",
    /// 2023).
    /// </summary>
    static double Scale(ulong digits, long exponent)
    {
        if (digits == 0 || exponent < PowersOfTen.Smallest)
        {
            return 0;
        }

        if (exponent > 308)
        {
            return double.PositiveInfinity;
        }

        var power = (int)exponent;
        var leadingZeros = BitOperations.LeadingZeroCount(digits);
        var (high, low) = Multiply(digits << leadingZeros, power);

        // 52 bits after the first one, and one to round by.
        var upper = (int)(high >> 63);
        var shift = upper + 64 - MantissaBits - 3;
        var mantissa = high >> shift;

        // The power of two in 10^power is floor(power * log2(10)).
        var binaryExponent = ((217706 * power) >> 16) + 63 + upper - leadingZeros + ExponentBias;
        if (binaryExponent <= 0)
        {
            return Subnormal(mantissa, 1 - binaryExponent);
        }

        // A tie, possible only for small powers, goes to the even neighbour.
        if (low <= 1 && power is >= -4 and <= 23 && (mantissa & 3) == 1 && mantissa << shift == high)
        {
            mantissa &= ~1UL;
        }

        mantissa = (mantissa + (mantissa & 1)) >> 1;
        if (mantissa >= 2UL << MantissaBits)
        {
            mantissa = 1UL << MantissaBits;
            binaryExponent++;
        }

        return binaryExponent >= InfiniteExponent
            ? double.PositiveInfinity
            : BitConverter.UInt64BitsToDouble((mantissa & ~(1UL << MantissaBits)) | ((ulong)binaryExponent << MantissaBits));
    }

    /// <summary>The upper 128 bits of the product with a power of ten, or 64 bits of it where the rest cannot matter.</summary>
    static (ulong High, ulong Low) Multiply(ulong digits, int power)
    {
        var (powerHigh, powerLow) = PowersOfTen.ForReading(power);
        var high = Math.BigMul(digits, powerHigh, out var low);
        const ulong BitsBelowRounding = ulong.MaxValue >> (MantissaBits + 3);
        if ((high & BitsBelowRounding) == BitsBelowRounding)
        {
            var carry = Math.BigMul(digits, powerLow, out _);
            low += carry;
            high += low < carry ? 1UL : 0;
        }

        return (high, low);
    }

    /// <summary>A rounded number without its implicit first bit; rounding up into the first normal number gives its bits as well.</summary>
    static double Subnormal(ulong mantissa, int shift)
    {
        if (shift >= 64)
        {
            return 0;
        }

        mantissa >>= shift;
        return BitConverter.UInt64BitsToDouble((mantissa + (mantissa & 1)) >> 1);
    }

    /// <summary>Reads more than 19 digits, perhaps with a point among them.</summary>
    static double ParseLong(ReadOnlySpan<byte> text, long exponent)
    {
        var point = text.IndexOf((byte)'.');
        point = point < 0 ? text.Length : point;
        var first = text.IndexOfAnyInRange((byte)'1', (byte)'9');
        if (first < 0)
        {
            return 0;
        }

        var digits = 0UL;
        var count = 0;
        var position = first;
        for (; position < text.Length && count < MaxExactDigits; position++)
        {
            if (position != point)
            {
                digits = (digits * 10) + text[position] - '0';
                count++;
            }
        }

        // The exponent of the last digit taken; the point itself takes a place after it.
        exponent += position <= point ? point - position : point - position + 1;
        var nearest = Scale(digits, exponent);
        return text[position..].ContainsAnyInRange((byte)'1', (byte)'9') && nearest != Scale(digits + 1, exponent)
            ? ParseExactly(text[first..], exponent, position - first)
            : nearest;
    }

    /// <summary>Leaves the decision between two neighbours to the runtime, which compares all digits that can matter.</summary>
    /// <param name="text">Digits from the first that is not zero, perhaps with a point.</param>
    /// <param name="exponent">The exponent of the last of the leading digits.</param>
    /// <param name="leading">How many bytes the leading digits take.</param>
    static double ParseExactly(ReadOnlySpan<byte> text, long exponent, int leading)
    {
        Span<byte> number = stackalloc byte[DecisiveDigits + 16];
        var length = 0;
        var position = 0;
        for (; position < text.Length && length < DecisiveDigits; position++)
        {
            if (text[position] != '.')
            {
                number[length++] = text[position];
                exponent -= position < leading ? 0 : 1;
            }
        }

        if (text[position..].ContainsAnyInRange((byte)'1', (byte)'9'))
        {
            number[length++] = (byte)'1';
            exponent--;
        }

        number[length++] = (byte)'e';
        exponent.TryFormat(number[length..], out var written, default, CultureInfo.InvariantCulture);
        return double.Parse(number[..(length + written)], NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
