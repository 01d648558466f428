using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;

namespace GpServer.Tools.Management;

/// <summary>Brings features into another coordinate system.</summary>
public sealed class Project : GpTool
{
    static readonly FeaturesParameter Input = new("Input_Features")
    {
        Description = "The features to project.",
        Schema = new() { GeometryType = GeometryType.Point, SpatialReference = SpatialReferences.Default.Wgs84 },
    };

    static readonly SpatialReferenceTextParameter Target = new("Output_Coordinate_System")
    {
        Description = "The system to project to: a wkid, a WKT, or the JSON of a spatial reference.",
    };

    static readonly FeaturesParameter Output = new("Output_Features")
    {
        Direction = ParameterDirection.Output,
        Description = "The same features with coordinates in the output coordinate system.",
        Schema = new() { GeometryType = GeometryType.Point },
    };

    public override ToolDefinition Definition { get; } = new("Project", "Projections")
    {
        Description = "Brings features into another coordinate system.",
        Parameters = [Input, Target, Output],
    };

    public override void Run(ToolContext context)
    {
        var input = context.Get(Input);
        var target = context.Get(Target);
        var source = input.SpatialReference
            ?? throw new GpException(GpError.InvalidParameter, $"{Input.Name}: the features have no spatialReference; expected one to project from.");
        context.Set(Output, source.IsEquivalentTo(target)
            ? input.As(input.Schema with { SpatialReference = target })
            : Projection.Project(input, context.Spatial.Transform(source, target), Output.Name, context.Messages));
    }
}
