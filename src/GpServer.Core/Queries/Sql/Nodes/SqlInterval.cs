using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>A span of time: months, since they differ in length, and milliseconds.</summary>
sealed class SqlInterval(long months, long milliseconds) : SqlNode(SqlType.Interval)
{
    public long Months { get; } = months;

    public long Milliseconds { get; } = milliseconds;

    public SqlInterval Negated() => new(-Months, -Milliseconds);

    public override SqlValue Evaluate(Feature row) => throw new InvalidOperationException("A span of time is no value of a row.");
}
