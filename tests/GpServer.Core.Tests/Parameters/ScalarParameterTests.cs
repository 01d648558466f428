using GpServer.Core.Parameters;

namespace GpServer.Core.Tests.Parameters;

public sealed class ScalarParameterTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("FALSE", false)]
    [InlineData(" 1 ", true)]
    [InlineData("0", false)]
    public void A_boolean_is_read_in_any_case_of_letters_and_as_1_or_0(string text, bool expected)
    {
        var parameter = new BooleanParameter("Flag");
        parameter.ReadForm(text).ShouldBe(expected);
        parameter.ReadJson($"\"{text}\"").ShouldBe(expected);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("10")]
    [InlineData("{}")]
    public void What_is_no_boolean_is_refused_with_name_value_and_expectation(string text)
    {
        var refusal = new BooleanParameter("Flag").Refusal(text);
        refusal.Error.ShouldBe(GpError.InvalidParameter);
        refusal.Message.ShouldBe($"Flag: '{text}' is not valid; expected true or false.");
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("5.0", 5)]
    [InlineData("-4503599627370495", -4503599627370495)]
    [InlineData("4503599627370495", 4503599627370495)]
    [InlineData("1e3", 1000)]
    public void A_long_is_a_whole_number_in_any_spelling(string text, long expected)
    {
        var parameter = new LongParameter("Count");
        parameter.ReadForm(text).ShouldBe(expected);
        parameter.ReadJson(text).ShouldBe(expected);
        parameter.ReadJson($"\"{text}\"").ShouldBe(expected);
    }

    [Theory]
    [InlineData("5.5")]
    [InlineData("4503599627370496")]
    [InlineData("-4503599627370496")]
    [InlineData("1e400")]
    [InlineData("5 m")]
    [InlineData("NaN")]
    [InlineData("1,000")]
    public void What_is_no_long_is_refused(string text) =>
        new LongParameter("Count").Refusal(text).Message.ShouldBe(
            $"Count: '{text}' is not valid; expected a whole number from -4503599627370495 to 4503599627370495.");

    [Theory]
    [InlineData("2.5", 2.5)]
    [InlineData("-1e-3", -0.001)]
    [InlineData("7", 7.0)]
    public void A_double_is_a_decimal_number(string text, double expected)
    {
        new DoubleParameter("Factor").ReadForm(text).ShouldBe(expected);
        new DoubleParameter("Factor").ReadJson(text).ShouldBe(expected);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("1,5")]
    public void What_is_no_finite_double_is_refused(string text) =>
        new DoubleParameter("Factor").Refusal(text).Message.ShouldBe($"Factor: '{text}' is not valid; expected a number such as 2.5.");

    [Fact]
    public void Numbers_outside_their_range_are_refused_with_the_range()
    {
        new LongParameter("Count") { Minimum = 1, Maximum = 10 }.Refusal("11").Message.ShouldContain("a whole number from 1 to 10");
        new DoubleParameter("Factor") { Minimum = 0.5 }.Refusal("0.4").Message.ShouldContain("a number of at least 0.5");
        new DoubleParameter("Factor") { Maximum = 2 }.Refusal("3").Message.ShouldContain("a number of at most 2");
    }

    [Fact]
    public void A_range_is_shown_as_filter_with_both_ends() =>
        new LongParameter("Count") { Minimum = 1, Maximum = 10 }.Description()
            .ShouldContain("""
                "filter":{"type":"range","minimum":1,"maximum":10}
                """.Trim());

    [Fact]
    public void Results_are_JSON_numbers_and_words()
    {
        new BooleanParameter("Flag").Written(true).ShouldBe("true");
        new LongParameter("Count").Written(4503599627370495L).ShouldBe("4503599627370495");
        new DoubleParameter("Factor").Written(0.1).ShouldBe("0.1");
        new DoubleParameter("Factor").WrittenWithoutValue().ShouldBe("null");
    }

    [Fact]
    public void Declarations_that_contradict_themselves_are_problems()
    {
        new LongParameter("Count") { Minimum = 2, Maximum = 1 }.Problem().ShouldBe("the minimum of 'Count' is greater than its maximum");
        new LongParameter("Count") { Maximum = 1, Default = 2 }.Problem().ShouldBe("the default value of 'Count' is outside its range");
        new DoubleParameter("Factor") { Default = double.NaN }.Problem().ShouldNotBeNull();
        new DoubleParameter("Factor") { Minimum = 0, Default = 0 }.Problem().ShouldBeNull();
    }
}
