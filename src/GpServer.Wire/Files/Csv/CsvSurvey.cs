using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Csv;

/// <summary>One pass over all rows for what must be known before the first feature is made.</summary>
sealed class CsvSurvey
{
    readonly CsvValues[] _values;
    readonly List<CsvTextColumn> _texts;

    CsvSurvey(CsvColumns columns)
    {
        Columns = columns;
        _values = [.. columns.Names.Select(_ => new CsvValues())];
        _texts = [.. columns.TextColumns.Select(column => new CsvTextColumn(column))];
    }

    public CsvColumns Columns { get; }

    public int Count { get; private set; }

    public CsvValues this[int column] => _values[column];

    /// <summary>The first column of well-known text, or null.</summary>
    public CsvTextColumn? Text => _texts.Find(text => text.HasGeometries);

    /// <exception cref="Core.GpException">The text is not what it should be, or exceeds a limit.</exception>
    public static CsvSurvey Read(CsvText text, ReadingPlace place)
    {
        using var reader = text.Open();
        var rows = Begin(reader, text, place);
        var survey = new CsvSurvey(CsvColumns.Of(rows));
        CheckNames(survey.Columns, place);
        while (rows.Read())
        {
            place.Feature = ++survey.Count;
            FileFeatures.CheckCount(survey.Count, place);
            survey.Add(rows, place);
        }

        place.Feature = 0;
        return survey;
    }

    /// <summary>The rows of a text, of which the first has been read: the names of the columns.</summary>
    public static CsvTokenizer Begin(StreamReader reader, CsvText text, ReadingPlace place)
    {
        // The columns of a place are no fields.
        const int coordinates = 4;
        if (text.HasHint)
        {
            reader.ReadLine();
        }

        var rows = new CsvTokenizer(reader, text.Separator, place.Limits.Fields + coordinates, place);
        return rows.Read() ? rows : throw place.Invalid("the file has no rows; expected a row of column names");
    }

    static void CheckNames(CsvColumns columns, ReadingPlace place)
    {
        const int most = 255;
        if (columns.Names.FirstOrDefault(name => name.Length > most) is { } name)
        {
            throw place.Exceeds($"the column name '{FilePlace.Shown(name)}' has more than {most} characters, the limit of one name.");
        }
    }

    void Add(CsvTokenizer row, ReadingPlace place)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i].Add(row[i]);
        }

        for (var i = _values.Length; i < row.Count; i++)
        {
            if (!row.IsNull(i))
            {
                throw place.Invalid($"line {row.Line} has {row.Count} values; expected {_values.Length}, as many as there are column names");
            }
        }

        foreach (var text in _texts)
        {
            text.Add(row[text.Column], place);
        }
    }
}
