namespace GpServer.Core.Queries;

/// <summary>What the names in an expression stand for.</summary>
abstract class SqlScope(DateTimeOffset now)
{
    /// <summary>The moment that CURRENT_TIMESTAMP is.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>What a name stands for, compared without regard to case; null when it is not known.</summary>
    public abstract SqlNode? Find(string name);

    /// <summary>Names that are known, for error texts.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>A function over the rows of a group, where this place has groups.</summary>
    /// <param name="field">Null for <c>COUNT(*)</c>.</param>
    public virtual SqlNode? Aggregate(string function, string? field) => null;
}
