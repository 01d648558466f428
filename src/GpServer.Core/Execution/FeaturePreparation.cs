using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Execution;

/// <summary>
/// Brings the feature inputs of one run into its process spatial reference and leaves out what lies outside its extent; brings its
/// results into the spatial reference asked for. Features that cannot be projected lose their shape, and a warning counts them.
/// </summary>
sealed class FeaturePreparation(EnvironmentSettings environment, SpatialReferences references)
{
    readonly List<LostShapes> _lost = [];

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

    /// <summary>Says how many features lost their shape. To be called when all features have been read.</summary>
    public void Warn(ToolMessages messages)
    {
        foreach (var lost in _lost)
        {
            if (lost.Count > 0)
            {
                messages.AddWarning(
                    $"{lost.Parameter}: {lost.Count} features cannot be projected to {lost.Target} because they lie outside the area where " +
                    "its projection is defined; they have no geometry in the result.");
            }
        }
    }

    FeatureSet Project(FeatureSet set, SpatialReference target, string parameter)
    {
        var schema = set.Schema with { SpatialReference = target };

        // Coordinates of an unknown system are taken for those of the system asked for: there is nothing to compute with.
        if (set.SpatialReference is null || set.SpatialReference.IsEquivalentTo(target))
        {
            return set.As(schema);
        }

        var transform = references.Transform(set.SpatialReference, target);
        var lost = new LostShapes(parameter, target);
        _lost.Add(lost);
        return set.Map(schema, feature => feature.Geometry is { } geometry ? feature.With(lost.Keep(transform, geometry)) : feature);
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

    /// <summary>Counts the features of one parameter whose shape could not be projected.</summary>
    sealed class LostShapes(string parameter, SpatialReference target)
    {
        int _count;

        public string Parameter { get; } = parameter;

        public SpatialReference Target { get; } = target;

        public int Count => _count;

        public Geometry Keep(CoordinateTransform transform, Geometry geometry)
        {
            var projected = transform.Apply(geometry, out var outside);
            if (outside > 0)
            {
                Interlocked.Increment(ref _count);
            }

            return projected;
        }
    }
}
