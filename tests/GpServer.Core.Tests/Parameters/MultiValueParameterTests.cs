using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Tests.Execution;
using GpServer.Core.Values;

namespace GpServer.Core.Tests.Parameters;

public sealed class MultiValueParameterTests
{
    static readonly MultiValueParameter<string> Names = new("Names", new StringParameter("Name"));

    static readonly MultiValueParameter<long> Ids = new("Ids", new LongParameter("Ids") { Minimum = 0 });

    static readonly MultiValueParameter<string> Sides = new("Sides", new StringParameter("Side") { Choices = ["LEFT", "RIGHT", "A,B"] });

    [Theory]
    [InlineData("""["Parcels","Street Lights",""]""", new[] { "Parcels", "Street Lights", "" })]
    [InlineData("Parcels;Street Lights", new[] { "Parcels", "Street Lights" })]
    [InlineData("a, b", new[] { "a, b" })]
    [InlineData("{x}", new[] { "{x}" })]
    [InlineData("[]", new string[0])]
    [InlineData("[\"[1]\"]", new[] { "[1]" })]
    public void Texts_are_a_JSON_array_or_separated_by_semicolons(string text, string[] expected) =>
        Names.ReadForm(text).ShouldBeAssignableTo<IReadOnlyList<string>>()!.ShouldBe(expected);

    [Theory]
    [InlineData("[1,2.0,\"3\"]", new[] { 1L, 2, 3 })]
    [InlineData("1, 2,3", new[] { 1L, 2, 3 })]
    [InlineData("1;2", new[] { 1L, 2 })]
    [InlineData("7", new[] { 7L })]
    public void Numbers_are_also_separated_by_commas(string text, long[] expected) =>
        Ids.ReadForm(text).ShouldBeAssignableTo<IReadOnlyList<long>>()!.ShouldBe(expected);

    [Theory]
    [InlineData("left,RIGHT", new[] { "LEFT", "RIGHT" })]
    [InlineData("A,B", new[] { "A,B" })]
    public void Choices_are_separated_by_commas_unless_the_whole_text_is_one(string text, string[] expected) =>
        Sides.ReadForm(text).ShouldBeAssignableTo<IReadOnlyList<string>>()!.ShouldBe(expected);

    [Theory]
    [InlineData("""[{"distance":1,"units":"esriMiles"},"{\"distance\":2}"]""")]
    [InlineData("1 Mile;2 Meters")]
    public void Elements_are_objects_objects_encoded_twice_or_text(string text) =>
        new MultiValueParameter<LinearUnit>("Rings", new LinearUnitParameter("Ring")).ReadForm(text)
            .ShouldBeAssignableTo<IReadOnlyList<LinearUnit>>()!
            .ShouldBe([new LinearUnit(1, LinearUnitName.Miles), new LinearUnit(2, LinearUnitName.Meters)]);

    [Fact]
    public void One_object_is_a_list_of_one() =>
        new MultiValueParameter<DataFile>("Files", new DataFileParameter("File")).ReadForm("""{"url":"http://a/b"}""")
            .ShouldBeAssignableTo<IReadOnlyList<DataFile>>()!.ShouldBe([new DataFile { Url = "http://a/b" }]);

    [Theory]
    [InlineData("[1,-1]", "Ids: value 2 of the list: '-1' is not valid; expected a whole number from 0 to 4503599627370495.")]
    [InlineData("[1,null]", "Ids: value 2 of the list is null; expected a value of GPLong.")]
    [InlineData("1,,2", "Ids: value 2 of the list: '' is not valid; expected a whole number from 0 to 4503599627370495.")]
    public void A_bad_element_is_named_by_its_place(string text, string message) => Ids.Refusal(text).Message.ShouldBe(message);

    [Fact]
    public void A_malformed_array_is_refused() =>
        Ids.Refusal("[1,2").Message.ShouldStartWith("Ids: '[1,2' is not valid; expected a JSON array of GPLong (expected ',' or ']'");

    [Fact]
    public void More_values_than_the_limit_are_refused()
    {
        var reading = new ValueReading { Features = new FeatureStub(), Limits = new ReadLimits { Values = 2 } };
        Should.Throw<GpException>(() => Ids.ReadForm("[1,2,3]", reading)).Error.ShouldBe(GpError.LimitExceeded);
        Should.Throw<GpException>(() => Ids.ReadForm("1,2,3", reading)).Error.ShouldBe(GpError.LimitExceeded);
    }

    [Fact]
    public void Results_are_arrays_even_when_there_is_nothing()
    {
        Ids.Written(new long[] { 1, 2 }).ShouldBe("[1,2]");
        Ids.WrittenWithoutValue().ShouldBe("[]");
    }

    [Fact]
    public void The_metadata_describes_the_members()
    {
        var description = Sides.Description();
        description.ShouldContain("\"dataType\":\"GPMultiValue:GPString\"");
        description.ShouldEndWith(
            """
            "parameterInfos":[{"name":"","dataType":"GPString","displayName":"","choiceList":["LEFT","RIGHT","A,B"]}]}
            """.Trim());
    }

    [Fact]
    public async Task References_to_features_are_resolved_in_their_places()
    {
        var layers = new MultiValueParameter<FeatureSet>("Layers", new FeaturesParameter("Layer"));
        var there = new FeatureSet(new FeatureSchema(), []);
        var read = layers.ReadForm("""[{"features":[]},{"url":"http://a"}]""");
        FeatureReadOptions? asked = null;

        var resolved = await layers.ResolveAsync(
            read,
            new References((reference, options) =>
            {
                asked = options;
                return reference.Url == "http://a" ? there : throw new InvalidOperationException(reference.Url);
            }),
            ParameterValues.Reading,
            CancellationToken.None);

        resolved.ShouldBeAssignableTo<IReadOnlyList<FeatureSet>>()![1].ShouldBe(there);
        asked!.Schema.ShouldNotBeNull().GeometryType.ShouldBe(GeometryType.Polygon);
        layers.MapFeatures(resolved, _ => there).ShouldBeAssignableTo<IReadOnlyList<FeatureSet>>()!.ShouldBe([there, there]);
    }

    [Fact]
    public void Lists_of_lists_or_tables_and_bad_defaults_are_problems()
    {
        new MultiValueParameter<IReadOnlyList<long>>("Lists", Ids).Problem()
            .ShouldBe("the list 'Lists' cannot have members of type GPMultiValue:GPLong");
        new MultiValueParameter<ValueTable>("Tables", new ValueTableParameter("T", Names)).Problem().ShouldNotBeNull();
        new MultiValueParameter<string>("Sides", new StringParameter("Side") { Choices = ["L"] }) { Default = ["L", "X"] }.Problem()
            .ShouldBe("the default value 'X' of 'Side' is not one of its choices");
        Sides.Problem().ShouldBeNull();
    }

    [Fact]
    public void A_list_of_hidden_texts_keeps_them_hidden()
    {
        var keys = new MultiValueParameter<string>("Keys", new HiddenStringParameter("Key"));
        keys.Refusal("""["hunter2",{"a":"hunter2"}]""").ToString().ShouldNotContain("hunter2");
        keys.Refusal("""["hunter2",""").ToString().ShouldNotContain("hunter2");
    }
}
