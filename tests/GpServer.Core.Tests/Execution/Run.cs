using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Tests.Execution;

/// <summary>Runs a tool that passes its input through a function, as a request would.</summary>
static class Run
{
    static readonly FeaturesParameter Input = new("Input_Features");
    static readonly FeaturesParameter Output = new("Output_Features") { Direction = ParameterDirection.Output };

    public static TaskResults Through(
        FeatureSet input,
        Func<FeatureSet, ToolContext, FeatureSet>? work = null,
        Dictionary<string, string>? settings = null,
        int? recordLimit = null,
        RunOptions? options = null,
        Action<ToolProgress>? progress = null,
        CancellationToken stop = default)
    {
        var tool = new Passing { Work = work ?? ((set, _) => set) };
        var inputs = TaskInputs.Read(
            tool.Definition,
            name => name == Input.Name ? ParameterText.Form("given") : settings?.GetValueOrDefault(name) is { } text ? ParameterText.Form(text) : null,
            new ValueReading { Features = new Given(input) });
        var runner = new TaskRunner(options ?? new RunOptions(), TimeProvider.System, SpatialReferences.Default);
        return runner.Run(tool, inputs, new RunSettings { RecordLimit = recordLimit, Progress = progress }, stop);
    }

    public static FeatureSet Features(this TaskResults results) => (FeatureSet)results.Results.Single().Value!;

    public static FeatureSet Points(int wkid, params (double X, double Y)[] points) => new(
        new FeatureSchema { GeometryType = GeometryType.Point, SpatialReference = SpatialReferences.Default.Get(wkid) },
        [.. points.Select(point => new Feature(GeometryServices.Factory.CreatePoint(new Coordinate(point.X, point.Y)), []))]);

    sealed class Passing : GpTool
    {
        public override ToolDefinition Definition { get; } = new("Passing", "") { Parameters = [Input, Output] };

        public Func<FeatureSet, ToolContext, FeatureSet> Work { get; init; } = (set, _) => set;

        public override void Run(ToolContext context) => context.Set(Output, Work(context.Get(Input), context));
    }

    sealed class Given(FeatureSet set) : IFeatureReader
    {
        public object Read(ReadOnlyMemory<byte> utf8, FeatureReadOptions options) => set;
    }
}
