namespace GpServer.Core.Queries;

/// <summary>What is computed of the values of a field that are not null.</summary>
public enum StatisticType
{
    Count,
    Sum,
    Min,
    Max,
    Avg,

    /// <summary>The standard deviation of a sample; null for fewer than two values.</summary>
    StdDev,

    /// <summary>The variance of a sample; null for fewer than two values.</summary>
    Var,

    /// <summary>A percentile, between two values where it falls between them.</summary>
    PercentileCont,

    /// <summary>A percentile that is one of the values.</summary>
    PercentileDisc,
}
