using GpServer.Core.Parameters;

namespace GpServer.Core.Tests.Parameters;

public sealed class TextParameterTests
{
    static readonly StringParameter Dissolve = new("Dissolve") { Choices = ["NONE", "ALL"], Default = "NONE" };

    static readonly StringParameter Road = new("Road") { CodedValues = [new("Motorway", "1"), new("Track", "2")] };

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData(" Zürich ")]
    [InlineData("\"quoted\"")]
    [InlineData("[1")]
    public void Form_text_is_taken_literally(string text) => new StringParameter("Name").ReadForm(text).ShouldBe(text);

    [Theory]
    [InlineData("\"a\\nb\"", "a\nb")]
    [InlineData("\"\"", "")]
    [InlineData("12.50", "12.50")]
    [InlineData("true", "true")]
    public void A_piece_of_JSON_is_a_string_or_the_characters_of_a_number(string json, string expected) =>
        new StringParameter("Name").ReadJson(json).ShouldBe(expected);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"a\" b")]
    public void Other_JSON_is_no_text(string json) =>
        Should.Throw<GpException>(() => new StringParameter("Name").ReadJson(json)).Message.ShouldContain("expected text");

    [Fact]
    public void Text_beyond_the_limit_is_refused_with_the_limit()
    {
        var reading = new ValueReading { Features = new FeatureStub(), Limits = new ReadLimits { TextBytes = 4 } };
        var refusal = Should.Throw<GpException>(() => new StringParameter("Name").ReadForm("ÄÄÄ", reading));
        refusal.Error.ShouldBe(GpError.LimitExceeded);
        refusal.Message.ShouldBe("Name: the text has 6 bytes; at most 4 are read.");
    }

    [Theory]
    [InlineData("ALL")]
    [InlineData("all")]
    [InlineData(" All ")]
    public void A_choice_reaches_the_tool_as_it_was_declared(string text) => Dissolve.ReadForm(text).ShouldBe("ALL");

    [Fact]
    public void A_value_outside_the_choice_list_is_refused_with_the_list()
    {
        var refusal = Dissolve.Refusal("SOME");
        refusal.Text.ShouldBe("ERROR 000800: Dissolve: 'SOME' is not a member of its choice list: NONE | ALL.");
        refusal.Error.ShouldBe(GpError.InvalidParameter);
    }

    [Fact]
    public void The_exact_spelling_wins_where_choices_differ_by_case_alone() =>
        new StringParameter("Case") { Choices = ["a", "A"] }.ReadForm("A").ShouldBe("A");

    [Theory]
    [InlineData("1", "1")]
    [InlineData("Track", "2")]
    [InlineData("track", "2")]
    public void A_coded_value_is_chosen_by_value_or_name_and_the_tool_gets_the_value(string text, string expected) =>
        Road.ReadForm(text).ShouldBe(expected);

    [Fact]
    public void Choices_are_shown_in_the_metadata()
    {
        Dissolve.Description().ShouldContain("\"choiceList\":[\"NONE\",\"ALL\"]");
        Road.Description().ShouldContain(
            "\"filter\":{\"type\":\"codedValue\",\"list\":[{\"dataType\":\"GPString\",\"name\":\"Motorway\",\"value\":\"1\"}");
    }

    [Fact]
    public void Declarations_that_contradict_themselves_are_problems()
    {
        Dissolve.Problem().ShouldBeNull();
        new StringParameter("Side") { Choices = ["L", "R"], Default = "X" }.Problem().ShouldBe(
            "the default value 'X' of 'Side' is not one of its choices");
        new StringParameter("Side") { Choices = ["L", "L"] }.Problem().ShouldBe("'Side' has the choice 'L' twice");
        new StringParameter("Side") { Choices = ["L"], CodedValues = [new("a", "b")] }.Problem().ShouldNotBeNull();
        new HiddenStringParameter("Password") { Default = "x" }.Problem().ShouldNotBeNull();
    }

    [Fact]
    public void A_hidden_text_is_read_but_never_repeated_in_an_error()
    {
        var parameter = new HiddenStringParameter("Password");
        parameter.ReadForm("hunter2").ShouldBe("hunter2");
        var refusal = Should.Throw<GpException>(() => parameter.ReadJson("""{"p":"hunter2"}"""));
        refusal.ToString().ShouldNotContain("hunter2");
        refusal.Message.ShouldStartWith("Password: the value is not valid");
    }

    [Fact]
    public void A_text_without_value_is_written_as_empty_text() => new SqlExpressionParameter("Where").WrittenWithoutValue().ShouldBe("\"\"");

    [Theory]
    [InlineData("{\"url\":\"x\",\"token\":\"secret\"", "{\"url\":\"x\",\"token…")]
    [InlineData("http://a/b?token=secret", "http://a/b?token…")]
    [InlineData("tokens", "tokens")]
    public void An_excerpt_ends_before_a_token(string text, string expected) => ParameterText.Form(text).Excerpt().ShouldBe(expected);
}
