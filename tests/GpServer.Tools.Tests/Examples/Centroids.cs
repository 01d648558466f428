using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;

namespace GpServer.Tools.Analysis;

/// <summary>Puts a point in the middle of each feature.</summary>
public sealed class Centroids : GpTool
{
    static readonly FeaturesParameter Input = new("Input_Features") { Description = "Lines or polygons." };

    static readonly BooleanParameter Inside = new("Inside")
    {
        Description = "True moves the point into the feature where its centre lies outside.",
        Default = false,
    };

    static readonly FeaturesParameter Output = new("Output_Points")
    {
        Direction = ParameterDirection.Output,
        Schema = new() { GeometryType = GeometryType.Point },
    };

    public override ToolDefinition Definition { get; } = new("Centroids", "Features")
    {
        Description = "Puts a point in the middle of each feature.",
        Parameters = [Input, Inside, Output],
    };

    public override void Run(ToolContext context)
    {
        var features = context.Get(Input);
        var inside = context.Get(Inside);
        var without = context.Messages.Tally(count => $"{count} features have no geometry and give no point.");
        var schema = features.Schema with { GeometryType = GeometryType.Point, HasZ = false, HasM = false };

        context.Set(Output, features.Map(schema, feature =>
        {
            if (feature.Geometry is not { IsEmpty: false } shape)
            {
                without.Add();
                return null;
            }

            return feature.With(inside ? shape.InteriorPoint : shape.Centroid);
        }));
    }
}
