using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;

namespace GpServer.Tools.Analysis;

/// <summary>Creates circles of a true distance on the ellipsoid around points: the one task of the sample service of that name.</summary>
public sealed class BufferPoints : GpTool
{
    static readonly FeaturesParameter Input = new("Input_Points")
    {
        Description = "The points to buffer.",
        Schema = new() { GeometryType = GeometryType.Point, SpatialReference = BufferRows.DefaultSystem },
        GeometryTypes = [GeometryType.Point, GeometryType.Multipoint],
    };

    static readonly LinearUnitParameter Distance = new("Distance")
    {
        Description = "The radius of the circles, as a length.",
    };

    static readonly FeaturesParameter Output = new("Output_Features")
    {
        Direction = ParameterDirection.Output,
        Description = "The circles, with BUFF_DIST in metres and ORIG_FID, the point's object id.",
        Schema = BufferRows.OutputSchema,
    };

    public override ToolDefinition Definition { get; } = new("BufferPoints", "Proximity")
    {
        Label = "Buffer Points",
        Description = "Creates circles of a given distance on the ellipsoid around points.",
        OnlyForService = "BufferPoints",
        Parameters = [Input, Distance, Output],
    };

    public override void Run(ToolContext context)
    {
        var input = context.Get(Input);
        var distance = context.Get(Distance);
        var circle = BufferRows.Geodesic(context, input, distance, Distance.Name);
        context.Set(Output, new BufferRows(input, distance, circle, context.Messages).Separate());
    }
}
