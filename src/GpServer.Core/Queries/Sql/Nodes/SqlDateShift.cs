using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>A date or time and a span of time later.</summary>
sealed class SqlDateShift(SqlNode moment, SqlInterval span) : SqlNode(moment.Type, moment)
{
    public override SqlValue Evaluate(Feature row)
    {
        var value = moment.Evaluate(row);
        return value.Kind switch
        {
            SqlKind.Date => SqlDates.Add(value.Whole, span.Months, span.Milliseconds),
            SqlKind.Time => SqlValue.Time(SqlDates.TimeOf(value.Whole + (span.Milliseconds % SqlDates.Day))),
            _ => value,
        };
    }
}
