using System.Globalization;
using System.Numerics;
using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Tests.Json;

public sealed class NumberParserTests
{
    [Theory]
    [InlineData("0", 0d)]
    [InlineData("-0", -0d)]
    [InlineData("7", 7d)]
    [InlineData("-104.44", -104.44)]
    [InlineData("+5", 5d)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5d)]
    [InlineData("007", 7d)]
    [InlineData("12345678", 12345678d)]
    [InlineData("-13046165.843299404", -13046165.843299404)]
    [InlineData("1E3", 1000d)]
    [InlineData("1e+3", 1000d)]
    [InlineData("1e-3", 0.001)]
    [InlineData("0.000000000000000000000000000001", 1e-30)]
    [InlineData("123456789012345678901234567890", 123456789012345678901234567890d)]
    [InlineData("0000000000000000000000000000012.5", 12.5)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("2.2250738585072014e-308", 2.2250738585072014e-308)]
    [InlineData("2.2250738585072011e-308", 2.2250738585072011e-308)]
    [InlineData("4.9e-324", double.Epsilon)]
    [InlineData("2.4703282292062327208e-324", 0d)]
    [InlineData("2.4703282292062328e-324", double.Epsilon)]
    [InlineData("9007199254740993", 9007199254740992d)]
    [InlineData("9007199254740993.00000000000000000000000000000000000001", 9007199254740994d)]
    [InlineData("9007199254740995", 9007199254740996d)]
    [InlineData("1090544144181609348671888949248", 1090544144181609348671888949248d)]
    [InlineData("6929495644600919.5", 6929495644600920d)]
    public void A_number_is_read_to_its_end_and_rounded_correctly(string text, double expected)
    {
        var bytes = Encoding.ASCII.GetBytes(text + ",8");

        NumberParser.TryParse(bytes, out var value, out var consumed).ShouldBeTrue();

        BitConverter.DoubleToInt64Bits(value).ShouldBe(BitConverter.DoubleToInt64Bits(expected));
        consumed.ShouldBe(text.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+.")]
    [InlineData(".e5")]
    [InlineData("e5")]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData(" 5")]
    public void Text_that_does_not_start_with_a_number_is_refused(string text)
    {
        NumberParser.TryParse(Encoding.ASCII.GetBytes(text), out _, out var consumed).ShouldBeFalse();

        consumed.ShouldBe(0);
    }

    [Theory]
    [InlineData("5e", 1)]
    [InlineData("5e+", 1)]
    [InlineData("5.5.5", 3)]
    [InlineData("5-3", 1)]
    public void What_follows_the_number_is_left(string text, int expected)
    {
        NumberParser.TryParse(Encoding.ASCII.GetBytes(text), out _, out var consumed).ShouldBeTrue();

        consumed.ShouldBe(expected);
    }

    [Theory]
    [InlineData("1e309", double.PositiveInfinity)]
    [InlineData("-1e400", double.NegativeInfinity)]
    [InlineData("1e99999999999999999999", double.PositiveInfinity)]
    [InlineData("1.7976931348623159e308", double.PositiveInfinity)]
    [InlineData("1e-400", 0d)]
    [InlineData("1e-99999999999999999999", 0d)]
    [InlineData("0e99999999999999999999", 0d)]
    public void Beyond_the_range_it_is_an_infinity_or_zero(string text, double expected)
    {
        NumberParser.TryParse(Encoding.ASCII.GetBytes(text), out var value, out _).ShouldBeTrue();

        value.ShouldBe(expected);
    }

    [Fact]
    public void Zeros_before_the_digits_and_an_exponent_that_undoes_them_cancel()
    {
        var small = Encoding.ASCII.GetBytes("0." + new string('0', 20_000) + "125e20003");
        var large = Encoding.ASCII.GetBytes("125" + new string('0', 20_000) + "e-20003");

        NumberParser.TryParse(small, out var fromSmall, out _).ShouldBeTrue();
        NumberParser.TryParse(large, out var fromLarge, out _).ShouldBeTrue();

        fromSmall.ShouldBe(125d);
        fromLarge.ShouldBe(0.125);
    }

    [Fact]
    public void A_tie_goes_to_the_even_neighbour_and_anything_more_or_less_to_the_near_one()
    {
        var random = new Random(20260101);
        for (var i = 0; i < 3000; i++)
        {
            var bits = ((ulong)random.Next(0, 2046) << 52) | ((ulong)random.NextInt64() & ((1UL << 52) - 1));
            var lower = BitConverter.UInt64BitsToDouble(bits);
            var upper = BitConverter.UInt64BitsToDouble(bits + 1);
            var (digits, exponent) = ExactMiddle(bits);

            Parse($"{digits}e{exponent}").ShouldBe((bits & 1) == 0 ? lower : upper);
            Parse($"{digits}00000000000000000000000000000000000000001e{exponent - 41}").ShouldBe(upper);
            Parse($"{digits - 1}e{exponent}").ShouldBe(lower);
        }
    }

    [Fact]
    public void Numbers_of_any_length_agree_with_the_runtime()
    {
        var random = new Random(20260102);
        for (var i = 0; i < 50_000; i++)
        {
            var text = RandomNumber(random, i % 100 == 0 ? 900 : 30);

            Parse(text).ShouldBe(double.Parse(text, CultureInfo.InvariantCulture), text);
        }
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("-42", -42L)]
    [InlineData("5.0", 5L)]
    [InlineData("5e3", 5000L)]
    [InlineData("9007199254740993", 9007199254740993L)]
    [InlineData("9007199254740993.00", 9007199254740993L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("+0000000000000000000000012", 12L)]
    public void A_whole_number_is_read_exactly(string text, long expected)
    {
        NumberParser.TryParseInt64(Encoding.ASCII.GetBytes(text), out var value, out var consumed).ShouldBeTrue();

        value.ShouldBe(expected);
        consumed.ShouldBe(text.Length);
    }

    [Theory]
    [InlineData("5.5")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("9007199254740993.5")]
    [InlineData("5.00000000000000000000000000000001")]
    [InlineData("1e300")]
    [InlineData("1e400")]
    [InlineData("true")]
    public void A_number_that_is_not_whole_or_too_large_is_refused(string text)
    {
        NumberParser.TryParseInt64(Encoding.ASCII.GetBytes(text), out _, out _).ShouldBeFalse();
    }

    static double Parse(string text)
    {
        NumberParser.TryParse(Encoding.ASCII.GetBytes(text), out var value, out var consumed).ShouldBeTrue();
        consumed.ShouldBe(text.Length);
        return value;
    }

    /// <summary>The number halfway to the next double, as digits times a power of ten: m * 2^-n is m * 5^n * 10^-n.</summary>
    static (BigInteger Digits, int Exponent) ExactMiddle(ulong bits)
    {
        var biased = (int)(bits >> 52);
        var mantissa = (bits & ((1UL << 52) - 1)) | (biased == 0 ? 0 : 1UL << 52);
        var power = Math.Max(biased, 1) - 1075 - 1;
        var middle = (2 * (BigInteger)mantissa) + 1;
        return power >= 0 ? (middle << power, 0) : (middle * BigInteger.Pow(5, -power), power);
    }

    static string RandomNumber(Random random, int longest)
    {
        var text = new StringBuilder(random.Next(2) == 0 ? "-" : "");
        var length = random.Next(1, longest);
        var point = random.Next(0, length);
        for (var i = 0; i < length; i++)
        {
            text.Append(i == point ? "." : "").Append((char)('0' + (random.Next(3) == 0 ? 0 : random.Next(10))));
        }

        return random.Next(2) == 0 ? text.ToString() : text.Append('e').Append(random.Next(-340, 310)).ToString();
    }
}
