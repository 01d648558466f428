namespace GpServer.Core.Queries;

/// <summary>How a feature must lie to the geometry of a query. Named as on the wire without <c>esriSpatialRel</c>.</summary>
public enum SpatialRelation
{
    /// <summary>They share a point.</summary>
    Intersects,

    /// <summary>The query's geometry contains the feature.</summary>
    Contains,

    /// <summary>They share some but not all of their interiors, and what they share is of a lower dimension than the larger one.</summary>
    Crosses,

    /// <summary>Their extents share a point.</summary>
    EnvelopeIntersects,

    /// <summary>The index takes their extents to share a point; a feature a little beside may match as well.</summary>
    IndexIntersects,

    /// <summary>They are of one dimension, and each shares some but not all of its interior.</summary>
    Overlaps,

    /// <summary>They share points of their boundaries, and none of their interiors.</summary>
    Touches,

    /// <summary>The query's geometry lies within the feature.</summary>
    Within,

    /// <summary>They have the relation of a matrix; the rows are of the query's geometry.</summary>
    Relation,
}
