using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>A function of some values. Where one of them is null the result is null, unless the function looks at nulls itself.</summary>
sealed class SqlCall(SqlType type, SqlNode[] arguments, Func<SqlValue[], SqlValue> compute, bool takesNulls = false)
    : SqlNode(type, arguments)
{
    public override SqlValue Evaluate(Feature row)
    {
        var values = new SqlValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(row);
            if (values[i].IsNull && !takesNulls)
            {
                return SqlValue.Null;
            }
        }

        return compute(values);
    }
}
