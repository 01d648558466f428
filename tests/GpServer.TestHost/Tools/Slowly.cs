using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;

namespace GpServer.TestHost.Tools;

/// <summary>Hands features on one by one, and takes its time with each: a tool that works feature by feature and looks at nothing else.</summary>
sealed class Slowly : GpTool
{
    static readonly FeaturesParameter Input = new("Input_Features")
    {
        Schema = new() { GeometryType = GeometryType.Point, SpatialReference = SpatialReferences.Default.Wgs84 },
    };

    static readonly LongParameter Milliseconds = new("Milliseconds") { Minimum = 0, Maximum = 10_000, Description = "Spent on each feature." };

    static readonly FeaturesParameter Output = new("Output_Features")
    {
        Direction = ParameterDirection.Output,
        Schema = new() { GeometryType = GeometryType.Point },
    };

    public override ToolDefinition Definition { get; } = new("Slowly", "Tests") { Parameters = [Input, Milliseconds, Output] };

    public override void Run(ToolContext context)
    {
        var pause = TimeSpan.FromMilliseconds(context.Get(Milliseconds));
        context.Set(Output, context.Get(Input).Map(feature =>
        {
            Thread.Sleep(pause);
            return feature;
        }));
    }
}
