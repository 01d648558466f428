using GpServer.Core.Parameters;
using GpServer.Core.Values;

namespace GpServer.Core.Tests.Parameters;

public sealed class CompositeParameterTests
{
    static readonly LongParameter Number = new("Number") { Maximum = 100 };

    static readonly LinearUnitParameter Distance = new("Distance");

    static readonly CompositeParameter Value = new("Value", Number, Distance);

    [Theory]
    [InlineData("""{"dataType":"GPLinearUnit","value":{"distance":5,"units":"esriMiles"}}""")]
    [InlineData("""{"value":"5 Miles","dataType":"GPLinearUnit"}""")]
    [InlineData("""{"distance":5,"units":"esriMiles"}""")]
    [InlineData("5 Miles")]
    public void A_value_says_its_type_or_is_of_the_first_that_can_read_it(string text)
    {
        var value = (CompositeValue)Value.ReadForm(text);
        value.TryGet(Distance, out var distance).ShouldBeTrue();
        distance.ShouldBe(new LinearUnit(5, LinearUnitName.Miles));
        value.TryGet(Number, out _).ShouldBeFalse();
    }

    [Fact]
    public void Alternatives_are_tried_in_their_order()
    {
        Value.ReadForm("5").ShouldBe(new CompositeValue(Number, 5L));
        Value.ReadForm("500").ShouldBe(new CompositeValue(Distance, new LinearUnit(500, LinearUnitName.Meters)));
    }

    [Fact]
    public void Text_takes_whatever_is_no_object_with_a_data_type()
    {
        var text = new StringParameter("Text");
        new CompositeParameter("Value", Number, text).ReadForm("""{"value":1}""").ShouldBe(new CompositeValue(text, """{"value":1}"""));
    }

    [Theory]
    [InlineData("far", "Value: 'far' is not valid; expected a value of GPLong, GPLinearUnit.")]
    [InlineData(
        """{"dataType":"GPLong","value":"x"}""",
        "Value: GPLong: '\"x\"' is not valid; expected a whole number from -4503599627370495 to 100.")]
    [InlineData(
        """{"dataType":"GPDate","value":1}""",
        """Value: '{"dataType":"GPDate","value":1}' is not valid; expected {"dataType":"GPLong","value":…}"""
        + """ or {"dataType":"GPLinearUnit","value":…}.""")]
    public void What_is_of_no_alternative_is_refused(string text, string message) => Value.Refusal(text).Message.ShouldBe(message);

    [Fact]
    public void A_result_is_bare_and_reported_with_its_own_type()
    {
        var value = new CompositeValue(Distance, new LinearUnit(5, LinearUnitName.Meters));
        Value.Written(value).ShouldBe("""{"distance":5,"units":"esriMeters"}""");
        Value.DataTypeOf(value).ShouldBe("GPLinearUnit");
    }

    [Fact]
    public void In_lists_every_element_says_its_type_and_is_read_back()
    {
        var list = new MultiValueParameter<CompositeValue>("Values", Value);
        const string json = """[{"dataType":"GPLong","value":5},{"dataType":"GPLinearUnit","value":{"distance":5,"units":"esriMeters"}}]""";
        list.Written(list.ReadForm(json)).ShouldBe(json);
        list.DataType.ShouldBe("GPMultiValue:GPComposite");
        list.Problem().ShouldBeNull();
    }

    [Fact]
    public void The_metadata_describes_the_alternatives() =>
        Value.Description().ShouldEndWith(
            "\"parameterInfos\":["
            + """{"name":"","dataType":"GPLong","displayName":"","filter":{"type":"range","minimum":-4503599627370495,"maximum":100}},"""
            + """{"name":"","dataType":"GPLinearUnit","displayName":""}]}""");

    [Fact]
    public void Composites_that_cannot_be_are_problems()
    {
        new CompositeParameter("V", Number).Problem().ShouldNotBeNull();
        new CompositeParameter("V", Number, new LongParameter("Other")).Problem().ShouldNotBeNull();
        new CompositeParameter("V", Number, new MultiValueParameter<long>("L", Number)).Problem()
            .ShouldBe("an alternative of 'V' cannot be of type GPMultiValue:GPLong");
        new CompositeParameter("V", Number, Distance) { Default = new CompositeValue(new StringParameter("S"), "x") }.Problem()
            .ShouldBe("the default value of 'V' is of none of its alternatives");
        Value.Problem().ShouldBeNull();
    }

    [Fact]
    public void A_composite_with_a_hidden_text_keeps_it_hidden()
    {
        var secret = new CompositeParameter("Key", Number, new HiddenStringParameter("Hidden"));
        var refusal = Should.Throw<GpException>(() => secret.ReadJson("""{"a":"hunter2"}"""));
        refusal.ToString().ShouldNotContain("hunter2");
    }
}
