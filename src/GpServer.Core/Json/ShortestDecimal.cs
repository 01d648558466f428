using System.Runtime.CompilerServices;

namespace GpServer.Core.Json;

/// <summary>
/// The decimal number with the fewest digits that rounds to a given double; of several the one nearest to it. After Raffaello Giulietti,
/// "The Schubfach way to render doubles" (2020).
/// </summary>
static class ShortestDecimal
{
    const int MantissaBits = 52;
    const int ExponentOffset = 1075; // of the mantissa taken as a whole number

    /// <summary>Finds the number, which may end in zeros, as digits times 10^exponent; of 17 digits at most.</summary>
    /// <param name="bits">The bits of a positive, finite double.</param>
    /// <param name="exponent">The power of ten of the last digit.</param>
    public static ulong Find(ulong bits, out int exponent)
    {
        var fraction = bits & ((1UL << MantissaBits) - 1);
        var biased = (int)(bits >> MantissaBits);
        var mantissa = biased == 0 ? fraction : fraction | (1UL << MantissaBits);
        var power = Math.Max(biased, 1) - ExponentOffset;

        // The bounds of what rounds to the number, in quarters of its last bit. Below a power of two the doubles lie twice as dense.
        var narrow = fraction == 0 && biased > 1;
        var middle = 4 * mantissa;
        var left = middle - (narrow ? 1UL : 2UL);
        var right = middle + 2;

        // floor(log10(2^power)), or of three quarters of it; then all three times 10^-exponent.
        exponent = ((power * 1262611) - (narrow ? 524031 : 0)) >> 22;
        var shift = power + ((-exponent * 1741647) >> 19) + 1;
        var scale = PowersOfTen.ForWriting(-exponent);
        left = RoundToOdd(scale, left << shift);
        middle = RoundToOdd(scale, middle << shift);
        right = RoundToOdd(scale, right << shift);

        // The bounds themselves round to an even mantissa only.
        var odd = mantissa & 1;
        left += odd;
        right -= odd;
        return Choose(left, middle, right, ref exponent);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Choose(ulong left, ulong middle, ulong right, ref int exponent)
    {
        var digits = middle / 4;
        if (digits >= 10)
        {
            var tens = digits / 10;
            var lowerTens = left <= 40 * tens;
            var upperTens = (40 * tens) + 40 <= right;
            if (lowerTens != upperTens)
            {
                exponent++;
                return tens + (upperTens ? 1UL : 0);
            }
        }

        var lower = left <= 4 * digits;
        var upper = (4 * digits) + 4 <= right;
        if (lower != upper)
        {
            return digits + (upper ? 1UL : 0);
        }

        var tie = (4 * digits) + 2;
        return digits + (middle > tie || (middle == tie && (digits & 1) != 0) ? 1UL : 0);
    }

    /// <summary>The product shifted down by 128 bits, with its last bit set where anything but zeros was cut off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong RoundToOdd((ulong High, ulong Low) scale, ulong value)
    {
        var carry = Math.BigMul(scale.Low, value, out _);
        var high = Math.BigMul(scale.High, value, out var low);
        low += carry;
        high += low < carry ? 1UL : 0;
        return high | (low > 1 ? 1UL : 0);
    }
}
