using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>A date some days later or earlier, where the days are a number that may have decimals.</summary>
sealed class SqlDays(SqlNode date, SqlNode days, bool isMinus) : SqlNode(SqlType.Date, date, days)
{
    public override SqlValue Evaluate(Feature row)
    {
        var moment = date.Evaluate(row);
        var number = days.Evaluate(row);
        if (moment.IsNull || number.IsNull)
        {
            return SqlValue.Null;
        }

        var span = Math.Round(number.Number * SqlDates.Day) * (isMinus ? -1 : 1);
        return Math.Abs(span) < 1e15 ? SqlDates.Add(moment.Whole, 0, (long)span) : SqlValue.Null;
    }
}
