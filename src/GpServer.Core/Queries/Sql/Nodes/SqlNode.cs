using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>A part of an expression that gives a value for each row. Immutable, for many threads.</summary>
abstract class SqlNode(SqlType type, params ReadOnlySpan<SqlNode> parts)
{
    public SqlType Type { get; } = type;

    /// <summary>How many nodes are above one another from here on: evaluating takes so many calls.</summary>
    public int Depth { get; } = 1 + Deepest(parts);

    /// <summary>Whether it gives the same value for every row.</summary>
    public bool IsConstant { get; protected init; } = AreConstant(parts);

    public abstract SqlValue Evaluate(Feature row);

    static int Deepest(ReadOnlySpan<SqlNode> parts)
    {
        var deepest = 0;
        foreach (var part in parts)
        {
            deepest = Math.Max(deepest, part.Depth);
        }

        return deepest;
    }

    static bool AreConstant(ReadOnlySpan<SqlNode> parts)
    {
        foreach (var part in parts)
        {
            if (!part.IsConstant)
            {
                return false;
            }
        }

        return !parts.IsEmpty;
    }
}
