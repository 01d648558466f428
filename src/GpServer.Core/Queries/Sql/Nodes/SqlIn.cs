using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>Whether a value is one of a list. Literals are looked up at once, however many there are.</summary>
sealed class SqlIn : SqlNode
{
    readonly HashSet<SqlValue> _values = [];
    readonly SqlNode[] _others;
    readonly bool _hasNull;

    public SqlIn(SqlNode operand, SqlNode[] list)
        : base(SqlType.Condition, [operand, .. list])
    {
        Operand = operand;
        _others = [.. list.Where(item => item is not SqlConstant)];
        foreach (var item in list.OfType<SqlConstant>())
        {
            _hasNull |= item.Value.IsNull;
            if (!item.Value.IsNull)
            {
                _values.Add(item.Value);
            }
        }
    }

    public SqlNode Operand { get; }

    /// <summary>The list where all of it are literals; null otherwise.</summary>
    public IReadOnlyCollection<SqlValue>? Literals => _others.Length == 0 ? _values : null;

    public override SqlValue Evaluate(Feature row)
    {
        var value = Operand.Evaluate(row);
        if (value.IsNull || _values.Contains(value))
        {
            return value.IsNull ? value : SqlValue.True;
        }

        var isUnknown = _hasNull;
        foreach (var other in _others)
        {
            var item = other.Evaluate(row);
            isUnknown |= item.IsNull;
            if (!item.IsNull && item.Equals(value))
            {
                return SqlValue.True;
            }
        }

        return isUnknown ? SqlValue.Null : SqlValue.False;
    }
}
