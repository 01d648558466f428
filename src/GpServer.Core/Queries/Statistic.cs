namespace GpServer.Core.Queries;

/// <summary>A figure that is wanted of a field.</summary>
/// <param name="Field">The field's place in the schema.</param>
/// <param name="OutName">The name of the field in the answer.</param>
public sealed record Statistic(StatisticType Type, int Field, string OutName)
{
    /// <summary>Which percentile, from 0 to 1.</summary>
    public double Fraction { get; init; } = 0.5;

    /// <summary>A percentile of the values in descending order.</summary>
    public bool IsDescending { get; init; }
}
