using GpServer.Core.Execution;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Tests.Parameters;
using GpServer.Core.Tools;

namespace GpServer.Core.Tests.Tools;

/// <summary>Publishes tools and runs them as requests do.</summary>
static class Publication
{
    public static GpTool Publish(GpTool tool, params (string Name, PublishedParameter Changes)[] changes)
    {
        var publication = Of(tool, changes);
        var made = publication.Make();
        publication.Problems.ShouldBeEmpty();
        return made!;
    }

    public static string Problem(GpTool tool, params (string Name, PublishedParameter Changes)[] changes)
    {
        var publication = Of(tool, changes);
        publication.Make().ShouldBeNull();
        return publication.Problems.ShouldHaveSingleItem();
    }

    public static TaskResults Run(GpTool tool, RunOptions? options = null, params (string Name, string Text)[] given)
    {
        var inputs = TaskInputs.Read(tool.Definition, Find, new ValueReading { Features = new FeatureStub() });
        return new TaskRunner(options ?? new RunOptions(), TimeProvider.System, SpatialReferences.Default)
            .Run(tool, inputs, new RunSettings(), CancellationToken.None);

        ParameterText? Find(string name) =>
            given.Where(field => field.Name == name).Select(field => (ParameterText?)ParameterText.Form(field.Text)).SingleOrDefault();
    }

    public static PublishedValue Value(string json) => new(json);

    static TaskPublication Of(GpTool tool, (string Name, PublishedParameter Changes)[] changes) => new(
        new PublishedTask
        {
            Name = "Published",
            Tool = tool.Definition.Name,
            Parameters = changes.ToDictionary(change => change.Name, change => change.Changes),
        },
        tool,
        new ValueReading { Features = new FeatureStub() },
        ParameterValues.Writing);
}
