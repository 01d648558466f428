using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Execution;

/// <summary>
/// Brings the feature inputs of one run into its process spatial reference and leaves out what lies outside its extent; brings its
/// results into the spatial reference asked for. Features that cannot be projected lose their shape, and a warning counts them.
/// </summary>
sealed class FeaturePreparation(EnvironmentSettings environment, SpatialReferences references, ToolMessages messages)
{
    /// <summary>An input as the tool is to see it.</summary>
    public FeatureSet Prepare(FeatureSet set, string parameter)
    {
        if (set.Schema.IsTable)
        {
            return set;
        }

        if (environment.Extent is { } extent)
        {
            set = Within(set, InSystemOf(set, extent));
        }

        return environment.ProcessSpatialReference is { } process ? Project(set, process, parameter) : set;
    }

    /// <summary>A result as the caller is to see it.</summary>
    public FeatureSet Finish(FeatureSet set, string parameter) =>
        environment.OutSpatialReference is { } system && !set.Schema.IsTable ? Project(set, system, parameter) : set;

    FeatureSet Project(FeatureSet set, SpatialReference target, string parameter)
    {
        // Coordinates of an unknown system are taken for those of the system asked for: there is nothing to compute with.
        if (set.SpatialReference is null || set.SpatialReference.IsEquivalentTo(target))
        {
            return set.As(set.Schema with { SpatialReference = target });
        }

        return Projection.Project(set, references.Transform(set.SpatialReference, target), parameter, messages);
    }

    static FeatureSet Within(FeatureSet set, Envelope extent)
    {
        var rectangle = GeometryServices.Factory.ToGeometry(extent);
        return set.Map(feature => feature.Geometry is { } geometry
            && extent.Intersects(geometry.EnvelopeInternal)
            && rectangle.Intersects(geometry) ? feature : null);
    }

    Envelope InSystemOf(FeatureSet set, Envelope extent)
    {
        if (environment.ExtentSpatialReference is not { } system || set.SpatialReference is not { } target || system.IsEquivalentTo(target))
        {
            return extent;
        }

        // The edges of an envelope bend when it is projected, so that its corners alone do not bound it.
        const int pieces = 20;
        var rectangle = GeometryServices.Factory.ToGeometry(extent);
        var dense = NetTopologySuite.Densify.Densifier.Densify(rectangle, Math.Max(extent.Width, extent.Height) / pieces);
        return references.Transform(system, target).Apply(dense).EnvelopeInternal;
    }
}
