using System.Numerics;

namespace GpServer.Core.Json;

/// <summary>
/// The powers of ten that reading and writing a double can need, each as 128 significant bits with the highest one set. They are worked
/// out once at the start instead of being listed.
/// </summary>
static class PowersOfTen
{
    /// <summary>The smallest exponent: with 19 digits before it, anything smaller rounds to zero.</summary>
    public const int Smallest = -342;

    /// <summary>The largest exponent, needed to write the smallest subnormal.</summary>
    public const int Largest = 324;

    const int SmallestRoundedUp = -27; // so that ties are seen: Lemire, "Number Parsing at a Gigabyte per Second" (2021), section 5
    const int LargestExact = 55; // 5 to the 55th has 128 bits

    /// <summary>10^0 to 10^19, exactly.</summary>
    public static ReadOnlySpan<ulong> Small =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    static readonly (ulong High, ulong Low)[] Significands = Compute();

    /// <summary>
    /// 10^exponent without its power of two, for reading: cut off after 128 bits, but rounded up for the exponents -27 to -1.
    /// </summary>
    public static (ulong High, ulong Low) ForReading(int exponent) => Significands[exponent - Smallest];

    /// <summary>10^exponent without its power of two, for writing: rounded up to 128 bits. No exponent below -292 is needed.</summary>
    public static (ulong High, ulong Low) ForWriting(int exponent)
    {
        var (high, low) = Significands[exponent - Smallest];
        if (exponent is < SmallestRoundedUp or > LargestExact)
        {
            low++;
            high += low == 0 ? 1UL : 0;
        }

        return (high, low);
    }

    static (ulong High, ulong Low)[] Compute()
    {
        var significands = new (ulong High, ulong Low)[Largest - Smallest + 1];
        var power = BigInteger.One;
        for (var exponent = 0; exponent <= -Smallest; exponent++, power *= 5)
        {
            var bits = (int)power.GetBitLength();
            if (exponent <= Largest)
            {
                significands[exponent - Smallest] = Split(bits > 128 ? power >> (bits - 128) : power << (128 - bits));
            }

            if (exponent > 0)
            {
                var reciprocal = (BigInteger.One << (bits + 127)) / power;
                significands[-exponent - Smallest] = Split(-exponent >= SmallestRoundedUp ? reciprocal + 1 : reciprocal);
            }
        }

        return significands;
    }

    static (ulong High, ulong Low) Split(BigInteger significand) => ((ulong)(significand >> 64), (ulong)(significand & ulong.MaxValue));
}
