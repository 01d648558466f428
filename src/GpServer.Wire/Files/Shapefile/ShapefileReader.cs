using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>
/// Reads a shapefile in a zip archive: .shp, .shx, .dbf, .prj and .cpg (ESRI Shapefile Technical Description, July 1998). Of several,
/// the one that is
/// asked for, else the first in the order of names.
/// </summary>
public sealed class ShapefileReader : FeatureFileReader
{
    const int EntryHeaderLength = 30;

    static readonly string[] OtherFirstNames = [".kml", ".gml", ".xml", ".xlsx", ".docx"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".zip"];

    /// <summary>A zip archive whose first entry is not what other formats in such archives begin with.</summary>
    public override bool Recognizes(ReadOnlySpan<byte> beginning)
    {
        if (!beginning.StartsWith("PK\x03\x04"u8) || beginning.Length < EntryHeaderLength)
        {
            return false;
        }

        var length = Math.Min(beginning[26] | (beginning[27] << 8), beginning.Length - EntryHeaderLength);
        var name = Encoding.Latin1.GetString(beginning.Slice(EntryHeaderLength, length));
        return !OtherFirstNames.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public override FeatureSet Read(FeatureFileSource file, FeatureReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        var place = new ReadingPlace(options) { File = file.Name };
        var parts = ShapefileParts.Unpack(file, place);
        var survey = ShapefileSurvey.Read(parts, place);
        var schema = Schema(survey, parts, place);
        return new FeatureSet(schema, new FileFeatures(options, file.Name, schema, Features)) { KnownCount = survey.Count };

        IEnumerable<Feature> Features(ReadingPlace reading, ShapeBuilder shapes) => Rows(parts, survey, schema, reading, shapes);
    }

    static FeatureSchema Schema(ShapefileSurvey survey, ShapefileParts parts, ReadingPlace place)
    {
        var found = survey.Type.GeometryType;
        var type = parts.Shapes is null || place.Options.Table ? GeometryType.None : GeometryTypes.Resolve(null, found, place.Options);
        GeometryTypes.CheckAccepted(type, place);
        return new FeatureSchema
        {
            Fields = survey.Fields,
            GeometryType = type,
            HasZ = type != GeometryType.None && survey.Type.HasZ,
            HasM = type != GeometryType.None && survey.HasM,
            SpatialReference = type == GeometryType.None ? null : System(parts.Projection, place),
        };
    }

    static SpatialReference? System(string? text, ReadingPlace place)
    {
        if (string.IsNullOrEmpty(text))
        {
            return place.Options.Schema?.SpatialReference;
        }

        try
        {
            return place.Options.Reading.SpatialReferences.FromWkt(text);
        }
        catch (GpException problem)
        {
            throw place.Fail(problem.Error, $"the .prj file: {problem.Message}", problem);
        }
    }

    static IEnumerable<Feature> Rows(
        ShapefileParts parts, ShapefileSurvey survey, FeatureSchema schema, ReadingPlace place, ShapeBuilder shapes)
    {
        using var shp = schema.IsTable ? null : new ShpFile(parts.Shapes!, parts.Index, place);
        using var table = parts.Table is null ? null : new DbfFile(parts.Table, parts.Encoding, place);
        var geometries = new ShpShapes(survey.Type, shapes, place);
        while (true)
        {
            place.Feature++;
            var state = ReadOne(shp, table, geometries, survey, schema, out var feature);
            if (state == RowState.End)
            {
                yield break;
            }

            if (state == RowState.Deleted)
            {
                place.Feature--;
                continue;
            }

            yield return feature!;
        }
    }

    static RowState ReadOne(
        ShpFile? shp, DbfFile? table, ShpShapes geometries, ShapefileSurvey survey, FeatureSchema schema, out Feature? feature)
    {
        feature = null;
        ReadOnlySpan<byte> record = [];
        var hasShape = shp is not null && shp.TryRead(out record);
        var hasRow = table is not null && (shp is null || hasShape) && table.Read();
        if (!hasShape && !hasRow)
        {
            return RowState.End;
        }

        if (hasRow && table!.IsDeleted)
        {
            return RowState.Deleted;
        }

        var values = new object?[schema.Fields.Length];
        for (var i = 0; hasRow && i < values.Length; i++)
        {
            values[i] = DbfValues.Read(table!.Value(survey.Columns[i]), survey.Columns[i], schema.Fields[i].Type, table.Encoding);
        }

        feature = new Feature(hasShape ? geometries.Read(record) : null, values);
        return RowState.Read;
    }

    enum RowState
    {
        Read,
        Deleted,
        End,
    }
}
