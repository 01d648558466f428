using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>The order of rows by some of their values; null comes first.</summary>
sealed class RowOrder(IReadOnlyList<(int Field, bool IsDescending)> fields) : IComparer<object?[]>
{
    /// <summary>The order by fields of these names.</summary>
    /// <exception cref="GpException">There is no field of a name.</exception>
    public static RowOrder Of(IReadOnlyList<SortField> order, FeatureSchema schema) =>
        new([.. order.Select(sort => (Find(sort.Name, schema), sort.IsDescending))]);

    /// <summary>The place of the field of a name.</summary>
    public static int Find(string name, FeatureSchema schema) => schema.IndexOf(name) is var index and >= 0
        ? index
        : throw new GpException(
            GpError.InvalidParameter,
            $"orderByFields: there is no field '{name}'; the fields are "
            + $"{string.Join(", ", schema.Fields.Take(10).Select(field => field.Name))}.");

    public int Compare(object?[]? x, object?[]? y)
    {
        foreach (var (field, isDescending) in fields)
        {
            if (Compare(x![field], y![field]) is var order and not 0)
            {
                return isDescending ? -order : order;
            }
        }

        return 0;
    }

    public static int Compare(object? x, object? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string one, string other) => string.CompareOrdinal(one, other),
        (long one, long other) => one.CompareTo(other),
        (double one, double other) => one.CompareTo(other),
        _ => throw new InvalidOperationException($"Values of type {x.GetType()} and {y.GetType()} are in one field."),
    };
}
