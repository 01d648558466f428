using System.Collections.Immutable;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Csv;

/// <summary>
/// Reads comma-separated values: a row of column names, then a feature a row, whose place is in columns of x and y or in one of
/// well-known text.
/// </summary>
public sealed class CsvReader : FeatureFileReader
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".csv", ".tsv"];

    /// <summary>Text whose first line has a separator, and that does not begin as JSON or XML do.</summary>
    public override bool Recognizes(ReadOnlySpan<byte> beginning)
    {
        var text = beginning.StartsWith("\uFEFF"u8) ? beginning[3..] : beginning;
        var end = text.IndexOfAny((byte)'\r', (byte)'\n');
        var line = end < 0 ? text : text[..end];
        return !line.IsEmpty && line[0] is not ((byte)'{' or (byte)'[' or (byte)'<') && line.IndexOfAny(",;\t"u8) >= 0
            && line.IndexOfAnyInRange((byte)0, (byte)8) < 0;
    }

    /// <inheritdoc/>
    public override FeatureSet Read(FeatureFileSource file, FeatureReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        var place = new ReadingPlace(options) { File = file.Name };
        var text = new CsvText(file, place);
        var survey = CsvSurvey.Read(text, place);
        var columns = Place(survey, options, place);
        var schema = Schema(survey, columns, place);
        var rows = new CsvRows(text, columns, schema);
        return new FeatureSet(schema, new FileFeatures(options, file.Name, schema, rows.Read)) { KnownCount = survey.Count };
    }

    static CsvColumns Place(CsvSurvey survey, FeatureReadOptions options, ReadingPlace place)
    {
        if (options.Table)
        {
            return survey.Columns;
        }

        if (survey.Text is { } text)
        {
            return survey.Columns.WithText(text.Column);
        }

        var columns = survey.Columns.WithCoordinates() ?? throw place.Invalid(
            "no columns have the places of the features; expected columns named longitude and latitude (or lon, lat), x and y, " +
            "easting and northing, or a column wkt with well-known text");
        return columns.WithMeasures(column => survey[column].IsNumber);
    }

    static FeatureSchema Schema(CsvSurvey survey, CsvColumns columns, ReadingPlace place)
    {
        var fields = columns.Attributes.Select(column => new Field(survey.Columns.Names[column], survey[column].Type)).ToImmutableArray();
        if (fields.Length > place.Limits.Fields)
        {
            throw place.Exceeds($"there are {fields.Length} columns, more than {place.Limits.Fields}, the limit of one set.");
        }

        var ids = columns.Attributes.FirstOrDefault(column => IsObjectId(survey, column), -1);
        var text = columns.Text >= 0 ? survey.Text : null;
        var found = text?.Type ?? (columns.X >= 0 ? GeometryType.Point : GeometryType.None);
        var type = columns.Text < 0 && columns.X < 0 ? GeometryType.None : GeometryTypes.Resolve(null, found, place.Options);
        GeometryTypes.CheckAccepted(type, place);
        return new FeatureSchema
        {
            Fields = ids < 0 ? fields : ObjectIdFields.Mark(fields, ObjectIdFields.DefaultName),
            GeometryType = type,
            HasZ = columns.Z >= 0 || text?.Layout.HasZ == true,
            HasM = columns.M >= 0 || text?.Layout.HasM == true,
            SpatialReference = type == GeometryType.None ? null : System(columns, text, place),
        };
    }

    static bool IsObjectId(CsvSurvey survey, int column) =>
        survey.Columns.Names[column].Equals(ObjectIdFields.DefaultName, StringComparison.OrdinalIgnoreCase)
        && survey[column] is { HasNull: false, Type: FieldType.Integer or FieldType.BigInteger };

    static SpatialReference System(CsvColumns columns, CsvTextColumn? text, ReadingPlace place)
    {
        var references = place.Options.Reading.SpatialReferences;
        try
        {
            return text?.Wkid is { } id ? references.Get(id)
                : columns.IsWgs84 ? references.Wgs84
                : place.Options.Schema?.SpatialReference
                ?? (text is { MayBeDegrees: true } ? references.Wgs84 : throw Unknown(columns, place));
        }
        catch (GpException problem) when (problem.Error == GpError.SpatialReference)
        {
            throw place.Fail(problem.Error, problem.Message, problem);
        }
    }

    static GpException Unknown(CsvColumns columns, ReadingPlace place) => place.Invalid(columns.Text >= 0
        ? "nothing says in which spatial reference the geometries are, and they are no longitudes and latitudes; expected well-known text such as " +
          "SRID=2056;POINT (2600000 1200000), or a parameter whose default says it"
        : $"nothing says in which spatial reference the columns {columns.Names[columns.X]} and {columns.Names[columns.Y]} are; expected columns " +
          "longitude and latitude in WGS 84, a column wkt with text such as SRID=2056;POINT (2600000 1200000), or a parameter whose default says it");
}
