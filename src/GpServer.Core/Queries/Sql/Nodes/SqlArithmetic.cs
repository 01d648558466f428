using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>
/// Computes with two numbers. Whole numbers stay whole but where they are divided or grow beyond 64 bits; what has no result (a division by
/// zero, a number too large) is null.
/// </summary>
sealed class SqlArithmetic(char sign, SqlNode left, SqlNode right) : SqlNode(SqlType.Number, left, right)
{
    public override SqlValue Evaluate(Feature row)
    {
        var one = left.Evaluate(row);
        var other = right.Evaluate(row);
        if (one.IsNull || other.IsNull)
        {
            return SqlValue.Null;
        }

        return one.IsWhole && other.IsWhole && Whole(one.Whole, other.Whole) is { } whole
            ? SqlValue.Of(whole)
            : SqlValue.Of(Decimal(one.Number, other.Number));
    }

    long? Whole(long one, long other)
    {
        var wide = sign switch
        {
            '+' => (Int128)one + other,
            '-' => (Int128)one - other,
            '*' => (Int128)one * other,
            '%' when other != 0 => (Int128)one % other,
            _ => Int128.MaxValue,
        };
        return wide >= long.MinValue && wide <= long.MaxValue ? (long)wide : null;
    }

    double Decimal(double one, double other) => sign switch
    {
        '+' => one + other,
        '-' => one - other,
        '*' => one * other,
        '%' => one % other,
        _ => one / other,
    };
}
