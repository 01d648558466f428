using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>Compares two values of one type; unknown where one of them is null.</summary>
sealed class SqlComparison(string sign, SqlNode left, SqlNode right) : SqlNode(SqlType.Condition, left, right)
{
    // Which orders the comparison takes.
    readonly bool _less = sign is "<" or "<=" or "<>";
    readonly bool _equal = sign is "=" or "<=" or ">=";
    readonly bool _greater = sign is ">" or ">=" or "<>";

    public string Sign { get; } = sign;

    public SqlNode Left { get; } = left;

    public SqlNode Right { get; } = right;

    public override SqlValue Evaluate(Feature row)
    {
        var one = Left.Evaluate(row);
        if (one.IsNull)
        {
            return one;
        }

        var other = Right.Evaluate(row);
        if (other.IsNull)
        {
            return other;
        }

        var order = SqlValue.Compare(one, other);
        return SqlValue.Of(order < 0 ? _less : order == 0 ? _equal : _greater);
    }
}
