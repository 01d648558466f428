using GpServer.Core.Features;
using GpServer.Core.Tools;

namespace GpServer.Core.Spatial;

/// <summary>Projects feature sets.</summary>
public static class Projection
{
    /// <summary>
    /// The same features in the target system of the transform. A feature with a point that the projection cannot take keeps its attributes
    /// and loses its shape; one warning counts those.
    /// </summary>
    /// <param name="parameter">The name of the parameter, for the warning.</param>
    /// <param name="tolerance">Units of the target by which the image of a straight edge may be off the edge of the result, which gets
    /// vertices for that; 0: only the vertices that are there are projected.</param>
    public static FeatureSet Project(
        FeatureSet set, CoordinateTransform transform, string parameter, ToolMessages messages, double tolerance = 0)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(transform);
        ArgumentNullException.ThrowIfNull(messages);
        var lost = messages.Tally(count =>
            $"{parameter}: {count} features lie outside the area where the projection to {transform.To} is defined; they have no geometry in " +
            "the result.");
        return set.Map(set.Schema with { SpatialReference = transform.To }, feature =>
        {
            if (feature.Geometry is not { } geometry)
            {
                return feature;
            }

            var projected = transform.Apply(geometry, tolerance, out var outside);
            if (outside == 0)
            {
                return feature.With(projected);
            }

            lost.Add();
            return feature.With(null);
        });
    }
}
