using GpServer.Catalog;
using GpServer.Core.Tools;

namespace GpServer.Tests.Catalog;

public sealed class ServiceCheckTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    static readonly GpService Good = new() { Name = "Own", Tasks = ["Echo"] };

    [Fact]
    public void The_samples_and_every_tool_are_without_problems()
    {
        var check = server.Get<ServiceCheck>();
        foreach (var service in server.Get<IServiceCatalog>().Services)
        {
            check.Problems(service).ShouldBeEmpty();
        }

        var each = server.Get<ToolCatalog>().Tools.Select(tool => new PublishedTask
        {
            Name = $"My{tool.Definition.Name}",
            Tool = tool.Definition.Name,
            Parameters = tool.Definition.Parameters.ToDictionary(parameter => parameter.Name, _ => new PublishedParameter { Label = "l" }),
        });
        check.Problems(Good with { Tasks = [.. each], ExecutionType = ExecutionType.Asynchronous }).ShouldBeEmpty();
    }

    [Fact]
    public void A_tool_of_one_service_may_be_published_in_others_by_its_name()
    {
        var own = server.Get<ToolCatalog>().Tools.First(tool => tool.Definition.OnlyForService is not null).Definition.Name;
        Problems(Good with { Tasks = [own], ExecutionType = ExecutionType.Asynchronous }).ShouldBeEmpty();
    }

    [Fact]
    public void Names_are_parts_of_paths()
    {
        foreach (var name in new[] { "", "a b", "Über", "a/b", "..", new string('x', 121), "GPServer", "mapserver" })
        {
            Problems(Good with { Name = name }).ShouldHaveSingleItem().ShouldStartWith("name '");
        }

        foreach (var folder in new[] { "a b", "createService", "TYPES", "GPServer" })
        {
            Problems(Good with { Folder = folder }).ShouldHaveSingleItem().ShouldStartWith($"folder '{folder}'");
        }

        foreach (var task in new[] { "", "a b", "info", "Uploads", "GPServer", new string('x', 121) })
        {
            Problems(Good with { Tasks = [new PublishedTask { Name = task, Tool = "Echo" }] }).ShouldHaveSingleItem().ShouldStartWith("tasks: '");
        }

        Problems(Good with { Folder = "F_1", Name = "911_Calls", Tasks = [new PublishedTask { Name = "7", Tool = "Echo" }] }).ShouldBeEmpty();
    }

    [Fact]
    public void Tasks_are_bounded_unique_and_of_known_tools()
    {
        Problem(Good with { Tasks = [] }).ShouldBe("tasks has 0 elements; expected 1 to 1000.");
        Problem(Good with { Tasks = [.. Enumerable.Range(0, 1001).Select(i => new PublishedTask { Name = $"T{i}", Tool = "Echo" })] })
            .ShouldBe("tasks has 1001 elements; expected 1 to 1000.");
        Problem(Good with { Tasks = ["Echo", new PublishedTask { Name = "echo", Tool = "Echo" }] }).ShouldStartWith("tasks: 'Echo' is there 2 times");
        Problem(Good with { Tasks = ["Nothing"] }).ShouldBe("tasks: 'Nothing': there is no tool 'Nothing'.");
    }

    [Fact]
    public void What_is_wrong_with_a_parameter_is_said_with_its_task()
    {
        Problem(Good with { Tasks = [Echo("Count", new() { Default = new("11") })] })
            .ShouldBe("tasks: 'T': Count: '11' is not valid; expected a whole number from 1 to 10.");
        Problem(Good with { Tasks = [Echo("Coutn", new())] }).ShouldStartWith("tasks: 'T': Coutn: the tool Echo has no parameter of this name");
        Problem(Good with { Tasks = [Echo("Count", new() { Default = new("{'a':1}") })] }).ShouldContain("is not JSON");
        Problem(Good with { Tasks = [Echo("Count", new()) with { HelpUrl = "javascript:alert(1)" }] }).ShouldContain("expected an http or https URL");
        Problem(Good with { Tasks = [Echo("Count", new()) with { Label = new string('x', 1001) }] }).ShouldContain("label has 1001 characters");
        Problem(Good with
        {
            Tasks = [new PublishedTask { Name = "S", Tool = "Shapes", Parameters = Only("Features", new()
        {
            Default = new("""{"features":[{"geometry":{"x":1,"y":2}},{"geometry":{"x":"no"}}]}"""),
        }) }]
        }).ShouldStartWith("tasks: 'S': Features: feature 2");
    }

    [Fact]
    public void Files_are_for_jobs()
    {
        Problem(Good with { Tasks = ["WriteReport"] }).ShouldStartWith("tasks: 'WriteReport': its output Report is a file");
        Problems(Good with { Tasks = ["WriteReport"], ExecutionType = ExecutionType.Asynchronous }).ShouldBeEmpty();
    }

    [Fact]
    public void Numbers_texts_and_lists_have_bounds()
    {
        Problem(Good with { MaxWaitTime = TimeSpan.FromDays(8) }).ShouldStartWith("maxWaitSeconds is 691200; expected 0 to");
        Problem(Good with { OwnInstances = 2, MinInstances = 3 }).ShouldBe("minInstances is 3; expected at most maxInstances, 2.");
        Problem(Good with { Description = new string('x', 100_001) }).ShouldStartWith("description has 100001 characters");
        Problem(Good with { AllowedUploadFileTypes = [".csv"] }).ShouldContain("'.csv'; expected an extension without dot");
        Problem(Good with { AllowedInputHosts = ["https://x"] }).ShouldStartWith("allowedInputHosts has 'https://x'");
        Problems(Good with { AllowedInputHosts = ["*.example.com", "10.0.0.1", "data.example.com", "::1"] }).ShouldBeEmpty();
        Problem(Good with { Item = new ServiceItem { Thumbnail = "GIF89a"u8.ToArray() } }).ShouldStartWith("item.thumbnail has 6 bytes; expected a PNG");
        Problem(Good with { Extra = "{" }).ShouldStartWith("extra is not JSON");
        Problem(Good with { Extra = $$"""{"a":"{{new string('x', ServiceFormat.MostBytes)}}"}""" }).ShouldContain("expected at most 4194304");
    }

    static PublishedTask Echo(string parameter, PublishedParameter changes) =>
        new() { Name = "T", Tool = "Echo", Parameters = Only(parameter, changes) };

    static Dictionary<string, PublishedParameter> Only(string name, PublishedParameter changes) => new() { [name] = changes };

    string Problem(GpService service) => Problems(service).ShouldHaveSingleItem();

    IReadOnlyList<string> Problems(GpService service) => server.Get<ServiceCheck>().Problems(service);
}
