using GpServer.Core.Spatial;

namespace GpServer.Core.Queries;

/// <summary>What is asked of a layer: which features, and what of them.</summary>
public sealed record LayerQuery
{
    public WhereClause? Where { get; init; }

    /// <summary>The features with these object ids alone; null for all.</summary>
    public IReadOnlyCollection<long>? ObjectIds { get; init; }

    public SpatialFilter? Spatial { get; init; }

    /// <summary>Compared with the layer's first field of type Date.</summary>
    public TimeFilter? Time { get; init; }

    /// <summary>Of the features that fit all else, the first of each group alone.</summary>
    public TopFilter? Top { get; init; }

    /// <summary>The places in the schema of the fields that are wanted, in the order wanted; null for all.</summary>
    public IReadOnlyList<int>? Fields { get; init; }

    public bool ReturnGeometry { get; init; } = true;

    /// <summary>By what the answer is ordered; what is equal then, or all without it, stays in the order of the layer.</summary>
    public IReadOnlyList<SortField> OrderBy { get; init; } = [];

    /// <summary>How many features or rows are passed over first.</summary>
    public int Offset { get; init; }

    /// <summary>How many features or rows are given at most; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The system in which geometries are wanted; null for the layer's own.</summary>
    public SpatialReference? OutSpatialReference { get; init; }

    /// <summary>How geometries are made simpler and smaller.</summary>
    public GeometryReduction Reduction { get; init; } = new();

    /// <summary>Figures in place of features.</summary>
    public IReadOnlyList<Statistic> Statistics { get; init; } = [];

    /// <summary>The places of the fields whose equal values make a group.</summary>
    public IReadOnlyList<int> GroupBy { get; init; } = [];

    /// <summary>A condition on groups, in which aggregates such as <c>COUNT(*)</c> may stand.</summary>
    public string? Having { get; init; }
}
