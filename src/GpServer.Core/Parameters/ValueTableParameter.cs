using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPValueTable: rows of cells. In: an array of rows, each an array in the order of the columns, an object by the columns' names, or the
/// JSON text of either. Out: an array of arrays, or of objects where the request asks for the columns' names.
/// </summary>
/// <param name="columns">
/// One parameter for each column. An empty cell takes the column's default value; a column that has none and is not
/// <see cref="GpParameter.Optional"/> takes no empty cells.
/// </param>
public sealed class ValueTableParameter(string name, params IReadOnlyList<GpParameter> columns) : GpParameter<ValueTable>(name)
{
    const string Expected = """an array of rows, such as [["a",1],["b",2]]""";

    public override string DataType => "GPValueTable";

    public override IReadOnlyList<GpParameter> Members => columns;

    protected override ReadOnlySpan<byte> NoValue => "[]"u8;

    protected override bool HasNamedMembers => true;

    public override bool IsSecret => columns.Any(column => column.IsSecret);

    public override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        try
        {
            var rows = new List<object?[]>();
            var utf8 = text.Unquoted().Utf8;
            var json = new JsonScanner(utf8.Span, reading.Limits.JsonDepth);
            json.EnterArray();
            while (json.NextElement())
            {
                CheckCount(rows.Count + 1, reading.Limits);
                rows.Add(new RowReading(this, rows.Count + 1, reading).Read(Next(ref json, utf8)));
            }

            json.ExpectEnd();
            return new ValueTable(columns, rows);
        }
        catch (JsonFormatException e)
        {
            throw Invalid(text, Expected, e);
        }
    }

    public override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(writing);
        var named = writing.ReturnColumnName;
        if (named && NamesProblem() is { } problem)
        {
            throw new GpException(GpError.InvalidParameter, $"{Name}: rows cannot be written with column names: {problem}.");
        }

        json.StartArray();
        foreach (var row in ((ValueTable)value).Cells)
        {
            WriteRow(json, row, named, writing);
        }

        json.EndArray();
    }

    public override string? Problem()
    {
        if (columns.FirstOrDefault(CompositeParameter.IsComposed) is { } composed)
        {
            return $"a column of '{Name}' cannot be of type {composed.DataType}";
        }

        if (columns.Count == 0)
        {
            return $"the table '{Name}' has no columns";
        }

        return NamesProblem()
            ?? columns.Select(column => column.Problem()).FirstOrDefault(problem => problem is not null)
            ?? base.Problem();
    }

    public override async ValueTask<object> ResolveAsync(object value, IReferenceResolver resolver, ValueReading reading, CancellationToken stop)
    {
        var cells = new List<object?[]>();
        foreach (var row in ((ValueTable)value).Cells)
        {
            var resolved = new object?[row.Length];
            for (var i = 0; i < row.Length; i++)
            {
                resolved[i] = row[i] is { } cell ? await columns[i].ResolveAsync(cell, resolver, reading, stop).ConfigureAwait(false) : null;
            }

            cells.Add(resolved);
        }

        return new ValueTable(columns, cells);
    }

    public override object MapFeatures(object value, Func<FeatureSet, FeatureSet> map) =>
        Each((ValueTable)value, (column, cell) => column.MapFeatures(cell, map));

    public override IEnumerable<DataFile> MadeFiles(object value) => MayHoldFiles
        ? ((ValueTable)value).Cells.SelectMany(row => row.SelectMany((cell, i) => cell is null ? [] : columns[i].MadeFiles(cell)))
        : [];

    protected internal override object AsRead(object value, ValueReading reading) =>
        Each((ValueTable)value, (column, cell) => column.AsRead(cell, reading));

    protected internal override string? ValueProblem(object value)
    {
        var problems = ((ValueTable)value).Cells.SelectMany(row =>
            row.Select((cell, i) => cell is null ? null : columns[i].ValueProblem(cell)));
        return problems.FirstOrDefault(problem => problem is not null);
    }

    protected internal override bool HasFilter => columns.Any(column => column.HasFilter);

    protected internal override void WriteFilter(JsonOutput json) => WriteMemberFilters(json);

    string? NamesProblem() =>
        columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? $"the table '{Name}' has two columns named '{twice.Key}'"
            : null;

    ValueTable Each(ValueTable table, Func<GpParameter, object, object> map) =>
        new(columns, table.Cells.Select(row => row.Select((cell, i) => cell is null ? null : map(columns[i], cell)).ToArray()));

    void WriteRow(JsonOutput json, object?[] row, bool named, ValueWriting writing)
    {
        if (named)
        {
            json.StartObject();
        }
        else
        {
            json.StartArray();
        }

        for (var i = 0; i < row.Length; i++)
        {
            if (named)
            {
                json.Name(columns[i].Name);
            }

            WriteCell(json, columns[i], row[i], writing);
        }

        if (named)
        {
            json.EndObject();
        }
        else
        {
            json.EndArray();
        }
    }

    static void WriteCell(JsonOutput json, GpParameter column, object? cell, ValueWriting writing)
    {
        if (cell is not null)
        {
            column.Write(json, cell, writing);
        }
        else if (column is TextParameter)
        {
            json.Value("");
        }
        else
        {
            json.Null();
        }
    }

    /// <summary>Reads one row; rows are counted from 1.</summary>
    sealed class RowReading(ValueTableParameter table, int number, ValueReading reading)
    {
        readonly object?[] _cells = new object?[table.Members.Count];

        public object?[] Read(ParameterText row)
        {
            var plain = row.Unquoted();
            var json = new JsonScanner(plain.Utf8.Span, reading.Limits.JsonDepth);
            switch (json.Peek())
            {
                case JsonKind.Array:
                    ReadArray(ref json, plain.Utf8);
                    break;
                case JsonKind.Object:
                    ReadObject(ref json, plain.Utf8);
                    break;
                default:
                    throw table.Invalid(row, $"row {number} to be an array or an object");
            }

            json.ExpectEnd();
            FillEmpty();
            return _cells;
        }

        void ReadArray(ref JsonScanner json, ReadOnlyMemory<byte> utf8)
        {
            json.EnterArray();
            for (var column = 0; json.NextElement(); column++)
            {
                if (column == _cells.Length)
                {
                    throw table.Invalid($"row {number} has more cells than the {_cells.Length} columns.");
                }

                ReadCell(column, Next(ref json, utf8));
            }
        }

        void ReadObject(ref JsonScanner json, ReadOnlyMemory<byte> utf8)
        {
            json.EnterObject();
            while (json.NextMember(out var name))
            {
                var column = ColumnOf(System.Text.Encoding.UTF8.GetString(name));
                if (column < 0)
                {
                    json.Skip();
                }
                else
                {
                    ReadCell(column, Next(ref json, utf8));
                }
            }
        }

        void ReadCell(int index, ParameterText cell)
        {
            var column = table.Members[index];
            var takesEmptyText = column is TextParameter && column.ChoiceList is null;
            if (column.IsNotGiven(cell) || (!takesEmptyText && cell.Unquoted().IsNotGiven))
            {
                return;
            }

            try
            {
                _cells[index] = column.Read(cell, reading);
            }
            catch (GpException e)
            {
                throw table.At($"row {number}, column {column.Name}", column, e);
            }
        }

        void FillEmpty()
        {
            for (var i = 0; i < _cells.Length; i++)
            {
                var column = table.Members[i];
                _cells[i] ??= column.DefaultFor(reading);
                if (_cells[i] is null && column.IsRequired)
                {
                    throw new GpException(GpError.MissingParameter,
                        $"{table.Name}: row {number}, column {column.Name}: Value is required")
                    { Number = 735 };
                }
            }
        }

        int ColumnOf(string name)
        {
            for (var i = 0; i < table.Members.Count; i++)
            {
                if (table.Members[i].Name == name)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
