using System.Diagnostics.CodeAnalysis;
using GpServer.Core.Parameters;

namespace GpServer.Core.Values;

/// <summary>One row of a <see cref="ValueTable"/>.</summary>
public readonly struct ValueRow
{
    readonly ValueTable _table;
    readonly object?[] _cells;

    internal ValueRow(ValueTable table, object?[] cells)
    {
        _table = table;
        _cells = cells;
    }

    /// <summary>The cell of a column, counted from 0, or null when it is empty.</summary>
    public object? this[int column] => _cells[column];

    /// <summary>The cell of a column.</summary>
    /// <exception cref="InvalidOperationException">The cell is empty: ask <see cref="TryGet"/> for optional columns.</exception>
    public T Get<T>(GpParameter<T> column)
        where T : notnull =>
        TryGet(column, out var value)
            ? value
            : throw new InvalidOperationException($"The cell of {column.Name} is empty; ask TryGet for optional columns.");

    /// <summary>The cell of a column, when it is not empty.</summary>
    public bool TryGet<T>(GpParameter<T> column, [NotNullWhen(true)] out T? value)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(column);
        for (var i = 0; i < _cells.Length; i++)
        {
            if (ReferenceEquals(_table.Columns[i], column))
            {
                value = _cells[i] is { } cell ? (T)cell : default;
                return _cells[i] is not null;
            }
        }

        throw new ArgumentException($"{column.Name} is not a column of this table.", nameof(column));
    }
}
