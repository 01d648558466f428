using GpServer.Core.Features;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Queries;

/// <summary>Brings geometries of a layer into the system and the form that a query wants.</summary>
sealed class FeatureShaping
{
    readonly CoordinateTransform? _transform;
    readonly GeometryReduction _reduction;

    public FeatureShaping(LayerQuery query, FeatureSchema schema, SpatialReferences references)
    {
        _reduction = query.Reduction;
        SpatialReference = query.OutSpatialReference ?? schema.SpatialReference;
        _transform = schema.SpatialReference is { } own && SpatialReference is { } wanted && !own.IsEquivalentTo(wanted)
            ? references.Transform(own, wanted)
            : null;
    }

    /// <summary>The system in which geometries come out.</summary>
    public SpatialReference? SpatialReference { get; }

    /// <summary>Whether geometries stay as they are.</summary>
    public bool IsNone => _transform is null && _reduction.IsNone;

    /// <summary>The geometry; null where it has no image, or nothing is left of it.</summary>
    public Geometry? Apply(Geometry? geometry)
    {
        if (geometry is null || IsNone)
        {
            return geometry;
        }

        var outside = 0;
        var projected = _transform is null ? geometry : _transform.Apply(geometry, out outside);
        return outside > 0 ? null : _reduction.Apply(projected);
    }
}
