using GpServer.Core.Parameters;

namespace GpServer.Core.Values;

/// <summary>The value of a table parameter: rows of cells, each of the type of its column.</summary>
public sealed class ValueTable
{
    readonly object?[][] _rows;

    /// <param name="columns">The columns of the parameter.</param>
    /// <param name="rows">Cells in the order of the columns; null for an empty one.</param>
    /// <exception cref="ArgumentException">A row has more or fewer cells than there are columns.</exception>
    public ValueTable(IReadOnlyList<GpParameter> columns, IEnumerable<object?[]> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _rows = [.. rows];
        Columns = columns;
        if (Array.FindIndex(_rows, row => row.Length != columns.Count) is var bad and >= 0)
        {
            throw new ArgumentException($"Row {bad + 1} has {_rows[bad].Length} cells for {columns.Count} columns.", nameof(rows));
        }
    }

    public IReadOnlyList<GpParameter> Columns { get; }

    public int Count => _rows.Length;

    public ValueRow this[int row] => new(this, _rows[row]);

    public IEnumerable<ValueRow> Rows => _rows.Select(row => new ValueRow(this, row));

    internal IReadOnlyList<object?[]> Cells => _rows;
}
