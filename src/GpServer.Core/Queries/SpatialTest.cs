using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Geometries.Utilities;

namespace GpServer.Core.Queries;

/// <summary>Tells which features lie as a query wants them, by their extents alone where that is enough.</summary>
sealed class SpatialTest
{
    readonly SpatialRelation _relation;
    readonly string? _matrix;
    readonly Geometry _query;
    readonly Envelope _extent;
    readonly IPreparedGeometry _prepared;
    readonly bool _isRectangle;
    readonly bool _isArea;

    /// <summary>To the query's system, where the query's geometry has no image in that of the layer; else null.</summary>
    readonly CoordinateTransform? _toQuery;

    readonly bool _takesDisjoint;

    public SpatialTest(SpatialFilter filter, FeatureSchema schema, SpatialReferences references, CancellationToken stop)
    {
        _relation = filter.Relation;
        _matrix = filter.Matrix;
        (_query, _toQuery) = QueryGeometry.InSystemOf(filter, schema.SpatialReference, references, stop);
        _extent = _query.EnvelopeInternal;
        _prepared = PreparedGeometryFactory.Prepare(_query);
        _isArea = _query is IPolygonal && !_query.IsEmpty;
        _isRectangle = _query is Polygon { IsRectangle: true };
        _takesDisjoint = _relation == SpatialRelation.Relation && _matrix is not null && RelationMatrix.TakesDisjoint(_matrix);
        IsNever = _query.IsEmpty;
    }

    /// <summary>True when no feature can match.</summary>
    public bool IsNever { get; }

    /// <summary>The window, in the layer's system, outside of which nothing matches; null where everything may match.</summary>
    public Envelope? Window => _toQuery is null && !_takesDisjoint ? _extent : null;

    /// <summary>
    /// What the extent of a feature, which may be a little larger than the feature, says already; null where it does not.
    /// </summary>
    public bool? Decide(in LayerEntry entry)
    {
        if (!entry.HasExtent)
        {
            return false;
        }

        if (Window is null)
        {
            return null;
        }

        var extent = entry.Envelope;
        if (!_extent.Intersects(extent))
        {
            return false;
        }

        if (_relation is SpatialRelation.IndexIntersects)
        {
            return true;
        }

        if (_relation is SpatialRelation.EnvelopeIntersects)
        {
            return _extent.Contains(extent) ? true : null;
        }

        return _isArea && _relation != SpatialRelation.Relation ? DecideInArea(extent) : null;
    }

    /// <summary>Whether a feature matches.</summary>
    public bool Matches(Geometry? feature)
    {
        if (feature is null || feature.IsEmpty)
        {
            return false;
        }

        if (_toQuery is not null)
        {
            feature = _toQuery.Apply(feature, out var outside);
            if (outside > 0)
            {
                return false;
            }
        }

        if (_relation is SpatialRelation.EnvelopeIntersects or SpatialRelation.IndexIntersects)
        {
            return _extent.Intersects(feature.EnvelopeInternal);
        }

        if (!_takesDisjoint && !_extent.Intersects(feature.EnvelopeInternal))
        {
            return false;
        }

        try
        {
            return Holds(feature);
        }
        catch (TopologyException)
        {
            // A polygon that crosses itself: its repaired shape is compared.
            return Holds(GeometryFixer.Fix(feature));
        }
    }

    bool? DecideInArea(Envelope extent)
    {
        var inside = _isRectangle
            ? extent.MinX > _extent.MinX && extent.MaxX < _extent.MaxX && extent.MinY > _extent.MinY && extent.MaxY < _extent.MaxY
            : _extent.Contains(extent) && _prepared.ContainsProperly(GeometryServices.Factory.ToGeometry(extent));
        if (inside)
        {
            // All of the feature lies in the interior of the area.
            return _relation is SpatialRelation.Intersects or SpatialRelation.Contains;
        }

        var apart = !_isRectangle && !_prepared.Intersects(GeometryServices.Factory.ToGeometry(extent));
        return apart ? false : null;
    }

    bool Holds(Geometry feature) => _relation switch
    {
        SpatialRelation.Intersects => _prepared.Intersects(feature),
        SpatialRelation.Contains => _prepared.Contains(feature),
        SpatialRelation.Crosses => _prepared.Crosses(feature),
        SpatialRelation.Overlaps => _prepared.Overlaps(feature),
        SpatialRelation.Touches => _prepared.Touches(feature),
        SpatialRelation.Within => _prepared.Within(feature),
        _ => RelationMatrix.Holds(_query, feature, _matrix!),
    };
}
