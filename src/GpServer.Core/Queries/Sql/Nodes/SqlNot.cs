using GpServer.Core.Features;

namespace GpServer.Core.Queries;

sealed class SqlNot(SqlNode condition) : SqlNode(SqlType.Condition, condition)
{
    public override SqlValue Evaluate(Feature row)
    {
        var value = condition.Evaluate(row);
        return value.IsNull ? value : SqlValue.Of(value.IsFalse);
    }
}
