namespace GpServer.Core.Queries;

/// <summary>
/// A field by which an answer is ordered. What is null comes before everything else, and after it where the order is descending.
/// </summary>
public sealed record SortField(string Name, bool IsDescending = false);
