namespace GpServer.Core.Queries;

/// <summary>The first features of each group.</summary>
/// <param name="GroupBy">The places of the fields whose equal values make a group.</param>
/// <param name="Count">How many of each group.</param>
/// <param name="OrderBy">What comes first.</param>
public sealed record TopFilter(IReadOnlyList<int> GroupBy, int Count, IReadOnlyList<SortField> OrderBy);
