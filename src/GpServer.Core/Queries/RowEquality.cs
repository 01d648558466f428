namespace GpServer.Core.Queries;

/// <summary>Whether rows have the same values; null equals null, as in GROUP BY.</summary>
sealed class RowEquality : IEqualityComparer<object?[]>
{
    public static RowEquality Instance { get; } = new();

    public bool Equals(object?[]? x, object?[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(object?[] obj)
    {
        var hash = default(HashCode);
        foreach (var value in obj)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
