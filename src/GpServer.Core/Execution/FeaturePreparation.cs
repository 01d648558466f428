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
    /// <param name="process">The system in which the tool works; null when nobody knows one.</param>
    public FeatureSet Prepare(FeatureSet set, SpatialReference? process, string parameter)
    {
        if (set.Schema.IsTable)
        {
            return set;
        }

        if (environment.Extent is { } extent)
        {
            set = Within(set, extent, parameter);
        }

        return process is null ? set : Project(set, process, parameter);
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

    /// <summary>
    /// The features that meet the extent. They are compared in the extent's system: the image of a large extent in theirs need not be where
    /// the images of its edges are. A feature that cannot be brought there does not meet it.
    /// </summary>
    FeatureSet Within(FeatureSet set, Envelope extent, string parameter)
    {
        var rectangle = GeometryServices.Factory.ToGeometry(extent);
        var transform = environment.ExtentSpatialReference is { } system && set.SpatialReference is { } own && !own.IsEquivalentTo(system)
            ? references.Transform(own, system)
            : null;
        var left = messages.Tally(count => $"{parameter}: {count} features lie outside the extent and were not used.");
        return WithObjectIds(set).Map(feature =>
        {
            if (feature.Geometry is { } geometry && Meets(geometry))
            {
                return feature;
            }

            left.Add();
            return null;
        });

        bool Meets(Geometry geometry)
        {
            var outside = 0;
            var shape = transform is null ? geometry : transform.Apply(geometry, out outside);
            if (outside > 0 || !extent.Intersects(shape.EnvelopeInternal))
            {
                return false;
            }

            // Rectangles are compared with any polygon; an extent without an area would be compared by rules that need valid ones.
            return extent.Area == 0 || extent.Contains(shape.EnvelopeInternal) || rectangle.Intersects(shape);
        }
    }

    // Tools that name a feature by its place mean its place in what the caller sent.
    static FeatureSet WithObjectIds(FeatureSet set)
    {
        if (set.Schema.ObjectIdIndex >= 0)
        {
            return set;
        }

        var schema = set.Schema.Append(new Field(set.Schema.FreeName(ObjectIds.FieldName), FieldType.OID));
        return set.Map(schema, (feature, place) => feature.Append(place + 1L));
    }
}
