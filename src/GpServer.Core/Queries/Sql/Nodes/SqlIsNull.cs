using GpServer.Core.Features;

namespace GpServer.Core.Queries;

sealed class SqlIsNull(SqlNode operand) : SqlNode(SqlType.Condition, operand)
{
    public override SqlValue Evaluate(Feature row) => SqlValue.Of(operand.Evaluate(row).IsNull);
}
