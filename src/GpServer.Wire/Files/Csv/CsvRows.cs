using System.Text;
using GpServer.Core.Features;
using GpServer.Wire.Files.Text;
using GpServer.Wire.Reading;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.Csv;

/// <summary>Makes the features of the rows.</summary>
sealed class CsvRows(CsvText text, CsvColumns columns, FeatureSchema schema)
{
    readonly int[] _attributes = [.. columns.Attributes];

    public IEnumerable<Feature> Read(ReadingPlace place, ShapeBuilder shapes)
    {
        using var reader = text.Open();
        var rows = CsvSurvey.Begin(reader, text, place);
        var geometries = new WktGeometryReader(shapes, place);
        while (rows.Read())
        {
            place.Feature++;
            yield return new Feature(ReadGeometry(rows, shapes, geometries, place), ReadAttributes(rows, place));
        }
    }

    Geometry? ReadGeometry(CsvTokenizer row, ShapeBuilder shapes, WktGeometryReader geometries, ReadingPlace place)
    {
        if (columns.Text >= 0)
        {
            return row[columns.Text].IsWhiteSpace() ? null : geometries.Read(row[columns.Text]);
        }

        if (columns.X < 0 || (row[columns.X].IsWhiteSpace() && row[columns.Y].IsWhiteSpace()))
        {
            return null;
        }

        return shapes.Point(
            Coordinate(row, columns.X, place), Coordinate(row, columns.Y, place), Measure(row, columns.Z), Measure(row, columns.M));
    }

    double Coordinate(CsvTokenizer row, int column, ReadingPlace place) => CsvValues.TryNumber(row[column], out var number)
        ? number
        : throw place.Invalid($"{FilePlace.Shown(columns.Names[column])} is '{FilePlace.Shown(row[column].ToString())}'; expected a number such as 8.5");

    static double Measure(CsvTokenizer row, int column) =>
        column >= 0 && CsvValues.TryNumber(row[column], out var number) ? number : double.NaN;

    object?[] ReadAttributes(CsvTokenizer row, ReadingPlace place)
    {
        var values = new object?[_attributes.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var column = _attributes[i];
            if (!row.IsNull(column))
            {
                CheckLength(row[column], column, place);
                values[i] = CsvValues.Read(row[column], schema.Fields[i].Type);
            }
        }

        return values;
    }

    void CheckLength(ReadOnlySpan<char> value, int column, ReadingPlace place)
    {
        var most = place.Limits.TextBytes;
        if (value.Length > most / 3 && Encoding.UTF8.GetByteCount(value) > most)
        {
            throw place.Exceeds($"{FilePlace.Shown(columns.Names[column])} has more than {most} bytes, the limit of one text.");
        }
    }
}
