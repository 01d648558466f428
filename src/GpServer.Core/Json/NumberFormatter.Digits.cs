using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace GpServer.Core.Json;

public static partial class NumberFormatter
{
    const ulong AsciiZeros = 0x3030303030303030;
    const ulong ZeroPointZeros = 0x3030303030302E30; // "0.000000"
    const ulong EightPlaces = 100_000_000;

    static int WriteWhole(ulong value, ref byte target)
    {
        if (value < EightPlaces)
        {
            var digits = EightDigits((uint)value);
            var skipped = Math.Min(BitOperations.TrailingZeroCount(digits) >> 3, 7);
            Put(ref target, 0, (digits | AsciiZeros) >> (skipped << 3));
            return 8 - skipped;
        }

        var upper = value / EightPlaces;
        var length = WriteWhole(upper, ref target);
        Put(ref target, length, EightDigits((uint)(value - (upper * EightPlaces))) | AsciiZeros);
        return length + 8;
    }

    /// <summary>
    /// The eight decimal digits of a number below 10^8, one to a byte, the first in the lowest. The number is split into fours, pairs and
    /// single digits, all parts at once, with divisions by multiplying and shifting that are exact for these ranges.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong EightDigits(uint value)
    {
        var upper = value / 10_000;
        var fours = upper | ((ulong)(value - (upper * 10_000)) << 32);
        var hundreds = ((fours * 5243) >> 19) & 0x0000007F0000007F;
        var pairs = hundreds | ((fours - (hundreds * 100)) << 16);
        var tens = ((pairs * 103) >> 10) & 0x000F000F000F000F;
        return tens | ((pairs - (tens * 10)) << 8);
    }

    static int LeadingZeroBytes(ulong digits) => BitOperations.LeadingZeroCount(digits) >> 3;

    /// <summary>How many decimal digits a positive number has.</summary>
    static int CountDigits(ulong value)
    {
        // Bits times log10(2) is the count or one less.
        var count = ((64 - BitOperations.LeadingZeroCount(value)) * 1233) >> 12;
        return count + (value >= PowersOfTen.Small[count] ? 1 : 0);
    }

    static void Put(ref byte target, int offset, ulong characters)
    {
        characters = BitConverter.IsLittleEndian ? characters : BinaryPrimitives.ReverseEndianness(characters);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, offset), characters);
    }

    /// <summary>Seventeen digits as characters, in the order of memory from the lowest byte on.</summary>
    readonly struct DigitCharacters(byte first, ulong upper, ulong lower)
    {
        readonly ulong _first = first | (upper << 8);
        readonly ulong _second = (upper >> 56) | (lower << 8);
        readonly ulong _third = lower >> 56;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Write(ref byte target)
        {
            Put(ref target, 0, _first);
            Put(ref target, 8, _second);
            Put(ref target, 16, _third);
        }

        /// <summary>Puts a point before the digit with an index of 1 to 16. Done in registers: reading fresh bytes back stalls.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void WriteWithPoint(ref byte target, int index)
        {
            if (index < 8)
            {
                Put(ref target, 0, InsertPoint(_first, index));
                Put(ref target, 8, (_second << 8) | (_first >> 56));
                Put(ref target, 16, (_third << 8) | (_second >> 56));
            }
            else if (index < 16)
            {
                Put(ref target, 0, _first);
                Put(ref target, 8, InsertPoint(_second, index - 8));
                Put(ref target, 16, (_third << 8) | (_second >> 56));
            }
            else
            {
                Put(ref target, 0, _first);
                Put(ref target, 8, _second);
                Put(ref target, 16, (_third << 8) | '.');
            }
        }

        static ulong InsertPoint(ulong characters, int index)
        {
            var before = (1UL << (index << 3)) - 1;
            return (characters & before) | ((ulong)'.' << (index << 3)) | ((characters & ~before) << 8);
        }
    }
}
