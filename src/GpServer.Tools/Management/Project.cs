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

    static readonly LinearUnitParameter Deviation = new("Maximum_Offset_Deviation")
    {
        Description = "Lines and outlines get more vertices, so that they follow the true course of their straight edges to within this " +
            "distance. When it is not given, only the vertices that are there are projected.",
        Optional = true,
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
        Parameters = [Input, Target, Deviation, Output],
    };

    public override void Run(ToolContext context)
    {
        var input = context.Get(Input);
        var target = context.Get(Target);
        var source = input.SpatialReference
            ?? throw new GpException(GpError.InvalidParameter, $"{Input.Name}: the features have no spatialReference; expected one to project from.");
        context.Set(Output, source.IsEquivalentTo(target)
            ? input.As(input.Schema with { SpatialReference = target })
            : Projection.Project(
                input, context.Spatial.Transform(source, target), Output.Name, context.Messages, Tolerance(context, target)));
    }

    /// <summary>In units of the target; 0 for none.</summary>
    static double Tolerance(ToolContext context, SpatialReference target)
    {
        if (!context.TryGet(Deviation, out var deviation))
        {
            return 0;
        }

        if (deviation.IsAngular || deviation.IsUnknown || !(deviation.Distance > 0))
        {
            throw new GpException(
                GpError.InvalidParameter,
                FormattableString.Invariant(
                    $"{Deviation.Name}: {deviation.Distance} {deviation.Unit} came where a length of more than 0 was expected."));
        }

        return deviation.Meters / (target.UnitFactor * (target.IsGeographic ? target.Ellipsoid.SemiMajorAxis : 1));
    }
}
