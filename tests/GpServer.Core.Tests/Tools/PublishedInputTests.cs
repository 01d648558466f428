using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Tests.Execution;
using GpServer.Core.Tests.Parameters;

namespace GpServer.Core.Tests.Tools;

/// <summary>Default and fixed values of every data type, and choices.</summary>
public sealed class PublishedInputTests
{
    /// <summary>A parameter, a value as JSON, the same as form text, and another value as form text.</summary>
    public static TheoryData<string, string, string, string> Values => new()
    {
        { "GPString", "\"a;b\"", "a;b", "c" },
        { "GPString choices", "\"LEFT\"", "left", "RIGHT" },
        { "GPSQLExpression", "\"a = 1\"", "a = 1", "a = 2" },
        { "GPLong", "5", "5.0", "6" },
        { "GPDouble", "\"2.5\"", "2.50", "2.6" },
        { "GPBoolean", "true", "1", "false" },
        { "GPDate", "1735689600000", "2025-01-01T00:00:00", "2026-01-01" },
        { "GPLinearUnit", """{"distance":5,"units":"esriMiles"}""", "5 Miles", "6 Miles" },
        { "GPArealUnit", "\"3 Acres\"", """{"area":3,"units":"esriAcres"}""", "4 Acres" },
        { "GPTimeUnit", "\"90 Minutes\"", "90 Minutes", "90 Hours" },
        { "GPSpatialReference", "4326", """{"wkid":4326}""", "3857" },
        {
            "GPExtent", """{"xmin":1,"ymin":2,"xmax":3,"ymax":4}""", """{"xmin":1.0,"ymin":2,"xmax":3,"ymax":4}""",
            """{"xmin":0,"ymin":2,"xmax":3,"ymax":4}"""
        },
        { "GPDataFile", """{"url":"https://data.example.com/a.csv"}""", "https://data.example.com/a.csv", "https://data.example.com/b.csv" },
        { "GPRasterDataLayer", """{"url":"https://data.example.com/a.tif"}""", "https://data.example.com/a.tif", "https://data.example.com/b.tif" },
        { "Field", "\"name\"", """{"name":"name","type":"esriFieldTypeString"}""", "other" },
        { "GPMultiValue:GPLong", "[1,2]", "1,2", "1,3" },
        { "GPValueTable", """[["a",1]]""", """[["a","1"]]""", """[["b",1]]""" },
        { "GPComposite", "5", "5", "six" },
        { "GPFeatureRecordSetLayer", """{"features":[]}""", """{"features":[]}""", """{"url":"https://data.example.com/0"}""" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_default_is_shown_and_used_and_can_be_replaced(string type, string json, string same, string other)
    {
        var (tool, parameter) = Tool(type);
        var made = Publication.Publish(tool, ("Input", new() { Default = Publication.Value(json) }));
        var shown = made.Definition.Inputs.Single();
        shown.IsRequired.ShouldBeFalse();
        var expected = Written(parameter, parameter.ReadForm(same));
        Written(shown, shown.DefaultValue!).ShouldBe(expected);
        using var without = Publication.Run(made);
        Written(parameter, tool.Got!).ShouldBe(expected);
        if (!other.Contains("url", StringComparison.Ordinal))
        {
            using var with = Publication.Run(made, null, ("Input", other));
            Written(parameter, tool.Got!).ShouldBe(Written(parameter, parameter.ReadForm(other)));
        }

        parameter.DefaultValue.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_fixed_value_is_shown_and_the_only_one_that_is_taken(string type, string json, string same, string other)
    {
        var (tool, parameter) = Tool(type);
        var made = Publication.Publish(tool, ("Input", new() { Fixed = Publication.Value(json) }));
        var expected = Written(parameter, parameter.ReadForm(same));
        Written(made.Definition.Inputs.Single(), made.Definition.Inputs.Single().DefaultValue!).ShouldBe(expected);
        foreach (var given in new (string, string)[][] { [], [("Input", same)], [("Input", json)] })
        {
            // A JSON text is not form text.
            if (given is [(_, ['"', ..])])
            {
                continue;
            }

            using var results = Publication.Run(made, null, given);
            Written(parameter, tool.Got!).ShouldBe(expected);
        }

        var refused = Should.Throw<GpException>(() => Publication.Run(made, null, ("Input", other)));
        refused.Error.ShouldBe(GpError.InvalidParameter);
        refused.Message.ShouldStartWith("Input: '");
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_hidden_value_is_used_whatever_the_caller_says(string type, string json, string same, string other)
    {
        var (tool, parameter) = Tool(type);
        var made = Publication.Publish(tool, ("Input", new() { Default = Publication.Value(json), Hidden = true }));
        made.Definition.Inputs.ShouldBeEmpty();
        using var results = Publication.Run(made, null, ("Input", other));
        Written(parameter, tool.Got!).ShouldBe(Written(parameter, parameter.ReadForm(same)));
    }

    [Theory]
    [InlineData("GPLong", "\"many\"", "Input: 'many' is not valid; expected a whole number")]
    [InlineData("GPLong", "null", "Input: the value is none; expected a value of GPLong.")]
    [InlineData("GPLinearUnit", "\"5 parsecs\"", "is not a linear unit")]
    [InlineData("GPString choices", "\"UP\"", "is not a member of its choice list: FULL | LEFT | RIGHT")]
    [InlineData("GPMultiValue:GPLong", "[1,null]", "value 2 of the list is null")]
    [InlineData("GPValueTable", """[["a","b"]]""", "row 1, column Number")]
    [InlineData("GPFeatureRecordSetLayer", "5", "not a feature set")]
    [InlineData("GPFeatureRecordSetLayer", """{"url":"https://data.example.com/0"}""", "refers to features elsewhere")]
    public void A_value_that_cannot_be_read_is_refused_with_the_parameters_own_words(string type, string json, string said)
    {
        Publication.Problem(Tool(type).Tool, ("Input", new() { Default = Publication.Value(json) })).ShouldContain(said);
        Publication.Problem(Tool(type).Tool, ("Input", new() { Fixed = Publication.Value(json) })).ShouldContain(said);
    }

    [Fact]
    public void A_text_of_a_publication_is_what_a_client_would_send()
    {
        var list = Tool("GPMultiValue:GPLong").Tool;
        using var numbers = Publication.Run(Publication.Publish(list, ("Input", new() { Default = Publication.Value("\"1,2\"") })));
        ((IEnumerable<long>)list.Got!).ShouldBe([1, 2]);
        var text = Tool("GPString").Tool;
        using var empty = Publication.Run(Publication.Publish(text, ("Input", new() { Fixed = Publication.Value("\"\""), Hidden = true })));
        text.Got.ShouldBe("");
        Publication.Problem(text, ("Input", new() { Default = Publication.Value("\"no end") })).ShouldBe(
            "Input: the value is not JSON; expected a value of GPString.");
    }

    [Fact]
    public async Task A_hidden_input_may_refer_to_features_elsewhere()
    {
        var (tool, _) = Tool("GPFeatureRecordSetLayer");
        var made = Publication.Publish(
            tool, ("Input", new() { Fixed = Publication.Value("""{"url":"https://data.example.com/0"}"""), Hidden = true }));
        var inputs = TaskInputs.Read(made.Definition, _ => null, ParameterValues.Reading);
        string? asked = null;
        await inputs.ResolveAsync(new References((reference, _) =>
        {
            asked = reference.Url;
            return new FeatureSet(new FeatureSchema(), []);
        }), CancellationToken.None);
        asked.ShouldBe("https://data.example.com/0");
        using var results = new TaskRunner(new RunOptions(), TimeProvider.System, SpatialReferences.Default)
            .Run(made, inputs, new RunSettings(), CancellationToken.None);
        tool.Got.ShouldBeOfType<FeatureSet>();
    }

    [Fact]
    public void Choices_are_those_of_the_publication_in_its_order_and_the_tools_spelling()
    {
        var (tool, _) = Tool("GPString choices");
        var made = Publication.Publish(tool, ("Input", new() { Choices = ["right", "LEFT"] }));
        made.Definition.Inputs.Single().ChoiceList.ShouldBe(["RIGHT", "LEFT"]);
        using var results = Publication.Run(made, null, ("Input", "Right"));
        tool.Got.ShouldBe("RIGHT");
        Should.Throw<GpException>(() => Publication.Run(made, null, ("Input", "FULL"))).Message
            .ShouldBe("Input: 'FULL' is not a member of its choice list: RIGHT | LEFT.");
    }

    [Fact]
    public void Any_text_and_lists_of_texts_may_get_choices()
    {
        var text = Publication.Publish(Tool("GPString").Tool, ("Input", new() { Choices = ["a", "b"] }));
        text.Definition.Inputs.Single().ChoiceList.ShouldBe(["a", "b"]);
        var list = new MultiValueParameter<string>("Input", new StringParameter("Element") { Choices = ["A", "B", "C"] });
        var tool = Recording.Of(list);
        var made = Publication.Publish(tool, ("Input", new() { Choices = ["a", "b"], Default = Publication.Value("""["b"]""") }));
        made.Definition.Inputs.Single().Description().ShouldContain("\"choiceList\":[\"A\",\"B\"],\"parameterInfos\":[{\"name\":\"\"");
        using var results = Publication.Run(made, null, ("Input", "a;b"));
        ((IEnumerable<string>)tool.Got!).ShouldBe(["A", "B"]);
        Should.Throw<GpException>(() => Publication.Run(made, null, ("Input", "c"))).Message.ShouldContain("Input: value 1 of the list: 'c'");
        list.ChoiceList.ShouldBe(["A", "B", "C"]);
    }

    [Fact]
    public void Coded_values_keep_their_names_where_some_are_chosen()
    {
        var tool = Recording.Of(new StringParameter("Input") { CodedValues = [new("Round", "R"), new("Flat", "F"), new("Square", "S")] });
        var made = Publication.Publish(tool, ("Input", new() { Choices = ["Flat", "R"], Default = Publication.Value("\"Flat\"") }));
        made.Definition.Inputs.Single().ChoiceList.ShouldBe(["F", "R"]);
        made.Definition.Inputs.Single().Description().ShouldContain("\"name\":\"Flat\",\"value\":\"F\"");
        made.Definition.Inputs.Single().DefaultValue.ShouldBe("F");
    }

    [Fact]
    public void The_fixed_value_of_a_text_is_its_only_choice()
    {
        var made = Publication.Publish(Tool("GPString choices").Tool, ("Input", new() { Fixed = Publication.Value("\"left\"") }));
        made.Definition.Inputs.Single().ChoiceList.ShouldBe(["LEFT"]);
    }

    [Fact]
    public void A_publication_that_contradicts_itself_or_the_tool_is_refused()
    {
        var value = Publication.Value("\"LEFT\"");
        var tool = Tool("GPString choices").Tool;
        Publication.Problem(tool, ("Inptu", new())).ShouldBe(
            "Inptu: the tool Recording has no parameter of this name; expected one of Input, Text_Out, Number_Out.");
        Publication.Problem(tool, ("Input", new() { Hidden = true })).ShouldContain("expected fixed or default");
        Publication.Problem(tool, ("Input", new() { Default = value, Fixed = value })).ShouldContain("both fixed and default");
        Publication.Problem(tool, ("Input", new() { Default = value, Optional = false })).ShouldContain("optional is false");
        Publication.Problem(tool, ("Input", new() { Optional = true })).ShouldContain("the tool requires it");
        Publication.Problem(tool, ("Input", new() { Choices = ["UP"] })).ShouldContain("'UP' is none of the tool's own: FULL | LEFT | RIGHT");
        Publication.Problem(tool, ("Input", new() { Choices = [] })).ShouldContain("expected 1 to 10000");
        Publication.Problem(tool, ("Input", new() { Choices = ["LEFT", "left"] })).ShouldContain("'LEFT' twice");
        Publication.Problem(tool, ("Input", new() { Choices = ["RIGHT"], Default = value })).ShouldContain("'LEFT' is not a member");
        Publication.Problem(tool, ("Input", new() { Label = new string('x', 1001) })).ShouldContain("label has 1001 characters");
        Publication.Problem(tool, ("Text_Out", new() { Default = value })).ShouldContain("it is an output");
        Publication.Problem(tool, ("Text_Out", new() { Hidden = true }), ("Number_Out", new() { Hidden = true }))
            .ShouldBe("every output is hidden; expected one that is not.");
        Publication.Problem(Tool("GPLong").Tool, ("Input", new() { Choices = ["1"] })).ShouldContain("and this is GPLong");
        var full = Recording.Of(new StringParameter("Input") { Choices = ["A", "B"], Default = "A" });
        Publication.Problem(full, ("Input", new() { Choices = ["B"] })).ShouldBe("Input: the default value 'A' of 'Input' is not one of its choices.");
    }

    static (Recording Tool, GpParameter Parameter) Tool(string type)
    {
        return type switch
        {
            "GPString" => Of(new StringParameter("Input")),
            "GPString choices" => Of(new StringParameter("Input") { Choices = ["FULL", "LEFT", "RIGHT"] }),
            "GPSQLExpression" => Of(new SqlExpressionParameter("Input")),
            "GPLong" => Of(new LongParameter("Input")),
            "GPDouble" => Of(new DoubleParameter("Input")),
            "GPBoolean" => Of(new BooleanParameter("Input")),
            "GPDate" => Of(new DateParameter("Input")),
            "GPLinearUnit" => Of(new LinearUnitParameter("Input")),
            "GPArealUnit" => Of(new ArealUnitParameter("Input")),
            "GPTimeUnit" => Of(new TimeUnitParameter("Input")),
            "GPSpatialReference" => Of(new SpatialReferenceParameter("Input")),
            "GPExtent" => Of(new ExtentParameter("Input")),
            "GPDataFile" => Of(new DataFileParameter("Input")),
            "GPRasterDataLayer" => Of(new RasterLayerParameter("Input")),
            "Field" => Of(new FieldParameter("Input")),
            "GPMultiValue:GPLong" => Of(new MultiValueParameter<long>("Input", new LongParameter("Element"))),
            "GPValueTable" => Of(new ValueTableParameter("Input", new StringParameter("Text"), new LongParameter("Number"))),
            "GPComposite" => Of(new CompositeParameter("Input", new LongParameter("Number"), new StringParameter("Text"))),
            _ => Of(new FeaturesParameter("Input")),
        };

        static (Recording, GpParameter) Of<T>(GpParameter<T> parameter)
            where T : notnull => (Recording.Of(parameter), parameter);
    }

    static string Written(GpParameter parameter, object value) =>
        ParameterValues.Written(json => parameter.Write(json, value, ParameterValues.Writing));
}
