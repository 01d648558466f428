using GpServer.Core.Parameters;
using GpServer.Core.Tools;

namespace GpServer.Core.Tests.Tools;

public sealed class ToolCatalogTests
{
    static readonly FeaturesParameter Output = new("Output") { Direction = ParameterDirection.Output };

    [Fact]
    public void A_tool_is_found_by_its_name()
    {
        var catalog = new ToolCatalog([Tool("Clip", Output), Tool("Buffer", Output)]);

        catalog.Find("Clip")!.Definition.Name.ShouldBe("Clip");
        catalog.Find("clip").ShouldBeNull();
        catalog.Tools.Select(tool => tool.Definition.Name).ShouldBe(["Buffer", "Clip"]);
    }

    [Fact]
    public void Two_tools_of_one_name_stop_the_start_and_both_are_named()
    {
        var failure = Should.Throw<InvalidOperationException>(() => new ToolCatalog([Tool("Clip", Output), new Found { Of = Defined("Clip", Output) }]));

        failure.Message.ShouldContain(typeof(AnyTool).FullName!);
        failure.Message.ShouldContain(typeof(Found).FullName!);
        failure.Message.ShouldContain("'Clip'");
    }

    [Fact]
    public void A_name_that_is_no_identifier_stops_the_start() =>
        Problem(Tool("911 Calls", Output)).ShouldContain("the name '911 Calls'");

    [Fact]
    public void A_tool_without_outputs_stops_the_start() =>
        Problem(Tool("Clip", new FeaturesParameter("Input"))).ShouldContain("it has no output parameter");

    [Fact]
    public void Parameters_that_differ_only_by_case_or_underscores_stop_the_start() =>
        Problem(Tool("Clip", new FeaturesParameter("Input_Layer"), new LinearUnitParameter("inputLayer"), Output))
            .ShouldContain("Input_Layer and inputLayer");

    [Fact]
    public void A_dependency_on_no_parameter_stops_the_start() =>
        Problem(Tool("Clip", new LinearUnitParameter("Distance") { DependsOn = "Table" }, Output)).ShouldContain("'Table'");

    [Fact]
    public void A_parameter_with_a_name_of_the_protocol_stops_the_start() =>
        Problem(Tool("Clip", new LinearUnitParameter("token"), Output)).ShouldContain("'token'");

    [Fact]
    public void An_optional_output_stops_the_start() =>
        Problem(Tool("Clip", new FeaturesParameter("Output") { Direction = ParameterDirection.Output, Optional = true }))
            .ShouldContain("'Output'");

    [Fact]
    public void Scanning_makes_one_of_every_tool_class_of_an_assembly()
    {
        var catalog = ToolCatalog.Scan(typeof(Found).Assembly);

        catalog.Find("Found").ShouldBeOfType<Found>();
    }

    static string Problem(GpTool tool) => Should.Throw<InvalidOperationException>(() => new ToolCatalog([tool])).Message;

    static AnyTool Tool(string name, params GpParameter[] parameters) => new() { Of = Defined(name, parameters) };

    static ToolDefinition Defined(string name, params GpParameter[] parameters) => new(name, "") { Parameters = parameters };

    sealed class AnyTool : GpTool
    {
        public override ToolDefinition Definition => Of;

        public ToolDefinition Of { get; init; } = Defined("AnyTool", Output);

        public override void Run(ToolContext context)
        {
        }
    }

    sealed class Found : GpTool
    {
        public override ToolDefinition Definition => Of;

        public ToolDefinition Of { get; init; } = Defined("Found", Output);

        public override void Run(ToolContext context)
        {
        }
    }
}
