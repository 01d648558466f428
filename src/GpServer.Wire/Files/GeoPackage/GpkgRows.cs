using System.Globalization;
using System.Text;
using GpServer.Core.Features;
using GpServer.Wire.Files.Text;
using GpServer.Wire.Files.Wkb;
using GpServer.Wire.Reading;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.GeoPackage;

/// <summary>Makes the features of the rows of a table.</summary>
sealed class GpkgRows(string path, GpkgLayer layer, FeatureSchema schema)
{
    public IEnumerable<Feature> Read(ReadingPlace place, ShapeBuilder shapes)
    {
        using var file = new GpkgFile(path, place);
        var names = layer.Columns.Select(column => GpkgName.Quoted(column.Name))
            .Prepend(layer.Geometry is null ? "null" : GpkgName.Quoted(layer.Geometry));

        // By the rows themselves and not by an index, which may have expressions.
        using var command = file.Command($"select {string.Join(", ", names)} from {GpkgName.Quoted(layer.Table)} not indexed");
        using var reader = file.Guard(command.ExecuteReader);
        var geometries = new WkbGeometryReader(shapes, place);
        var row = new object[layer.Columns.Count + 1];
        while (file.Guard(reader.Read))
        {
            place.Feature++;
            file.Guard(() => reader.GetValues(row));
            yield return new Feature(ReadGeometry(row[0], shapes, geometries, place), ReadAttributes(row, place));
        }
    }

    Geometry? ReadGeometry(object value, ShapeBuilder shapes, WkbGeometryReader geometries, ReadingPlace place)
    {
        if (value is not byte[] bytes)
        {
            return value is DBNull ? null : throw place.Invalid("the geometry is not a blob; expected that of a GeoPackage");
        }

        var header = GpkgGeometry.Read(bytes);
        if (header.Length <= 0)
        {
            throw place.Invalid(header.Length < 0
                ? "the geometry is of an extension, which is not read"
                : "the geometry is damaged: it does not begin as those of a GeoPackage do");
        }

        return header.IsEmpty && schema.GeometryType == GeometryType.Point
            ? shapes.Point(double.NaN, double.NaN, double.NaN, double.NaN)
            : geometries.Read(bytes.AsSpan(header.Length));
    }

    object?[] ReadAttributes(object[] row, ReadingPlace place)
    {
        var values = new object?[layer.Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var field = schema.Fields[i];
            values[i] = row[i + 1] is DBNull ? null : Convert(row[i + 1], field, place);
        }

        return values;
    }

    static object? Convert(object value, Field field, ReadingPlace place)
    {
        object? converted = value switch
        {
            string text when field.Type == FieldType.Date => IsoDate.TryParse(text, out var date) ? date : null,
            long or double when field.Type == FieldType.Date => null,
            long number when field.IsDecimal => (double)number,
            long when field.IsWholeNumber => value,
            double number when field.IsDecimal => double.IsFinite(number) ? number : DBNull.Value,
            double number when field.IsWholeNumber && number == Math.Floor(number) && Math.Abs(number) <= long.MaxValue / 2 => (long)number,
            string text when !field.IsDecimal && !field.IsWholeNumber => Checked(text, field, place),
            long or double when !field.IsDecimal && !field.IsWholeNumber => System.Convert.ToString(value, CultureInfo.InvariantCulture),
            _ => null,
        };
        return converted switch
        {
            null => throw place.Invalid($"{FilePlace.Shown(field.Name)} has a value that is none of type {field.Type}"),
            DBNull => null,
            _ => converted,
        };
    }

    static string Checked(string text, Field field, ReadingPlace place)
    {
        var most = place.Limits.TextBytes;
        return text.Length <= most / 3 || Encoding.UTF8.GetByteCount(text) <= most
            ? text
            : throw place.Exceeds($"{FilePlace.Shown(field.Name)} has more than {most} bytes, the limit of one text.");
    }
}
