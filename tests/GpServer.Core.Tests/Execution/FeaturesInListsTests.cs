using System.Text;
using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;
using GpServer.Core.Values;

namespace GpServer.Core.Tests.Execution;

public sealed class FeaturesInListsTests
{
    [Fact]
    public async Task Every_set_of_a_list_is_resolved_projected_and_kept()
    {
        var tool = new Joining();
        var inputs = TaskInputs.Read(
            tool.Definition,
            name => name switch
            {
                "Layers" => ParameterText.Form("""["here","there"]"""),
                "env:processSR" => ParameterText.Form("3857"),
                _ => null,
            },
            new ValueReading { Features = new Places() });

        await inputs.ResolveAsync(new References((_, _) => Execution.Run.Points(4326, (90, 0))), default);
        using var results = new TaskRunner(new RunOptions(), TimeProvider.System, SpatialReferences.Default)
            .Run(tool, inputs, new RunSettings(), default);

        var layers = (IReadOnlyList<FeatureSet>)results.Results.Single().Value!;
        layers.Select(layer => layer.Schema.ObjectIdIndex).ShouldBe([0, 0]);
        layers.Select(layer => layer.SpatialReference!.LatestWkid).ShouldBe([3857, 3857]);
        layers[1].Features.Single().Geometry!.Coordinate.X.ShouldBe(6378137 * Math.PI / 2, 1e-6);
    }

    /// <summary>Gives back its layers.</summary>
    sealed class Joining : GpTool
    {
        static readonly MultiValueParameter<FeatureSet> Layers = new("Layers", new FeaturesParameter("Layer"));

        static readonly MultiValueParameter<FeatureSet> Same = new("Same", new FeaturesParameter("Layer"))
        {
            Direction = ParameterDirection.Output,
        };

        public override ToolDefinition Definition { get; } = new("Joining", "") { Parameters = [Layers, Same] };

        public override void Run(ToolContext context) => context.Set(Same, context.Get(Layers));
    }

    /// <summary>A point that is in the request, and one at 90 degrees that the request only refers to.</summary>
    sealed class Places : IFeatureReader
    {
        public object Read(ReadOnlyMemory<byte> utf8, FeatureReadOptions options) => Encoding.UTF8.GetString(utf8.Span) == "here"
            ? Execution.Run.Points(4326, (0, 0))
            : new FeatureReference { Url = "http://there" };
    }
}
