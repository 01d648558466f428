using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Tests.Parameters;
using GpServer.Core.Tools;
using GpServer.Core.Values;

namespace GpServer.Core.Tests.Tools;

/// <summary>What callers see of a published tool, and what the tool sees.</summary>
public sealed class PublishedToolTests
{
    static readonly LinearUnitParameter Distance = new("Distance") { Description = "How far" };
    static readonly StringParameter Side = new("Side") { Choices = ["FULL", "LEFT", "RIGHT"], Default = "FULL" };

    [Fact]
    public void Words_of_the_publication_stand_in_place_of_the_tools()
    {
        var tool = Recording.Of(Distance);
        var made = new TaskPublication(
            new PublishedTask
            {
                Name = "Roads",
                Tool = "Recording",
                Label = "Around roads",
                Description = "d",
                Category = "c",
                HelpUrl = "https://help.example.com",
                Parameters = new Dictionary<string, PublishedParameter>
                {
                    ["Distance"] = new() { Label = "Width", Description = "w", Category = "x" },
                },
            },
            tool, ParameterValues.Reading, ParameterValues.Writing).Make()!.Definition;
        (made.Name, made.Label, made.Description, made.Category, made.HelpUrl)
            .ShouldBe(("Roads", "Around roads", "d", "c", "https://help.example.com"));
        var distance = made.Inputs.Single();
        (distance.Name, distance.Label, distance.Description, distance.Category).ShouldBe(("Distance", "Width", "w", "x"));
        (Distance.Label, Distance.Description, Distance.Category).ShouldBe(("Distance", "How far", ""));
    }

    [Fact]
    public void What_the_publication_does_not_say_stays()
    {
        var made = Publication.Publish(Recording.Of(Distance), ("Distance", new PublishedParameter())).Definition;
        (made.Label, made.Description, made.Category).ShouldBe(("Published", "Its description", "Tests"));
        made.Parameters.Select(parameter => parameter.Description()).ShouldBe(
            Recording.Of(Distance).Definition.Parameters.Select(parameter => parameter.Description()));
    }

    [Fact]
    public void The_tool_gets_what_the_caller_gives_and_the_caller_what_it_makes()
    {
        var tool = Recording.Of(Distance, Side);
        using var results = Publication.Run(Publication.Publish(tool, ("Side", new() { Label = "s" })), null, ("Distance", "5 Miles"));
        tool.Got.ShouldBe(new LinearUnit(5, LinearUnitName.Miles) { MetersPerUnit = ((LinearUnit)tool.Got!).MetersPerUnit });
        results.Results.Select(result => (result.Parameter.Name, result.Value)).ShouldBe([("Text_Out", "made"), ("Number_Out", 7L)]);
    }

    [Fact]
    public void A_hidden_input_is_not_listed_and_not_taken()
    {
        var tool = Recording.Of(Side);
        var made = Publication.Publish(tool, ("Side", new() { Fixed = Publication.Value("\"LEFT\""), Hidden = true }));
        made.Definition.Inputs.ShouldBeEmpty();
        using var results = Publication.Run(made, null, ("Side", "RIGHT"));
        tool.Got.ShouldBe("LEFT");
    }

    [Fact]
    public void A_hidden_input_without_a_value_of_its_own_has_the_tools_default()
    {
        var tool = Recording.Of(Side);
        using var results = Publication.Run(Publication.Publish(tool, ("Side", new() { Hidden = true })), null, ("Side", "RIGHT"));
        tool.Got.ShouldBe("FULL");
        var optional = Recording.Of(new LongParameter("Count") { Optional = true });
        using var without = Publication.Run(Publication.Publish(optional, ("Count", new() { Hidden = true })), null, ("Count", "3"));
        optional.Got.ShouldBeNull();
    }

    [Fact]
    public void A_hidden_output_is_not_answered()
    {
        using var results = Publication.Run(Publication.Publish(Recording.Of(Side), ("Text_Out", new() { Hidden = true })));
        results.Results.Select(result => result.Parameter.Name).ShouldBe(["Number_Out"]);
    }

    [Fact]
    public void A_default_that_is_taken_away_makes_the_caller_give_a_value()
    {
        var made = Publication.Publish(Recording.Of(Side), ("Side", new() { Optional = false }));
        made.Definition.Inputs.Single().IsRequired.ShouldBeTrue();
        Should.Throw<GpException>(() => Publication.Run(made)).Message.ShouldBe("Side: Value is required");
    }

    [Fact]
    public void A_dependency_on_a_hidden_parameter_is_not_listed()
    {
        var table = new RecordSetParameter("Table") { Optional = true };
        var field = new FieldParameter("Field") { DependsOn = "Table", Optional = true };
        var made = Publication.Publish(Recording.Of(field, table), ("Table", new() { Hidden = true }));
        made.Definition.Inputs.Single().DependsOn.ShouldBeNull();
        field.DependsOn.ShouldBe("Table");
    }

    [Fact]
    public void A_secret_can_be_fixed_where_nobody_sees_it()
    {
        var password = new HiddenStringParameter("Password");
        var tool = Recording.Of(password);
        var changes = new PublishedParameter { Fixed = Publication.Value("\"s3cret\""), Hidden = true };
        using var results = Publication.Run(Publication.Publish(tool, ("Password", changes)), null, ("Password", "guess"));
        tool.Got.ShouldBe("s3cret");
        changes.ToString().ShouldNotContain("s3cret");
        Publication.Problem(tool, ("Password", changes with { Hidden = false })).ShouldStartWith("Password: it is secret");
        Publication.Problem(tool, ("Password", new() { Default = changes.Fixed })).ShouldStartWith("Password: it is secret");
        Publication.Problem(tool, ("Password", new() { Fixed = Publication.Value("{\"a\":\"s3cret\"}"), Hidden = true })).ShouldNotContain("s3cret");
    }

    [Fact]
    public void A_shown_file_is_whole_also_where_it_is_written_by_hidden_features()
    {
        var folder = Directory.CreateTempSubdirectory("gpserver-").FullName;
        try
        {
            var made = Publication.Publish(new Reporting(), ("Rows", new() { Hidden = true }));
            using (var results = Publication.Run(made, new RunOptions { TemporaryDirectory = folder }))
            {
                File.ReadAllText(((DataFile)results.Results.Single().Value!).LocalPath!).ShouldBe("a row");
            }

            var without = Publication.Publish(new Reporting(), ("File", new() { Hidden = true }));
            using (var results = Publication.Run(without, new RunOptions { TemporaryDirectory = folder }))
            {
                results.Results.SelectMany(result => result.Parameter.MadeFiles(result.Value!)).ShouldBeEmpty();
            }

            Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes its file while its rows are read.</summary>
    sealed class Reporting : GpTool
    {
        static readonly DataFileParameter Written = new("File") { Direction = ParameterDirection.Output };
        static readonly RecordSetParameter Made = new("Rows") { Direction = ParameterDirection.Output };

        public override ToolDefinition Definition { get; } = new("Reporting", "") { Parameters = [Written, Made] };

        public override void Run(ToolContext context)
        {
            var made = context.CreateFile("rows.txt");
            context.Set(Written, made);
            context.Set(Made, new FeatureSet(new FeatureSchema { GeometryType = GeometryType.None }, Rows(context.OpenFile(made))));
        }

        static IEnumerable<Feature> Rows(Stream stream)
        {
            stream.Write("a row"u8);
            yield return new Feature(null, []);
        }
    }
}
