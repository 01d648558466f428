using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>A literal, or what an expression without fields gives.</summary>
sealed class SqlConstant : SqlNode
{
    public SqlConstant(SqlType type, SqlValue value)
        : base(type)
    {
        Value = value;
        IsConstant = true;
    }

    public SqlValue Value { get; }

    public override SqlValue Evaluate(Feature row) => Value;
}
