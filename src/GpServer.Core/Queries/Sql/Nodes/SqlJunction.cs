using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>AND or OR of any number of conditions, by three-valued logic.</summary>
sealed class SqlJunction(bool isAnd, SqlNode[] parts) : SqlNode(SqlType.Condition, parts)
{
    public bool IsAnd { get; } = isAnd;

    public IReadOnlyList<SqlNode> Parts { get; } = parts;

    public override SqlValue Evaluate(Feature row)
    {
        var result = SqlValue.Of(IsAnd);
        foreach (var part in parts)
        {
            var value = part.Evaluate(row);
            if (IsAnd ? value.IsFalse : value.IsTrue)
            {
                return value;
            }

            result = value.IsNull ? value : result;
        }

        return result;
    }
}
