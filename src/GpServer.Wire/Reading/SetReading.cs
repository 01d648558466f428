using System.Collections.Immutable;
using GpServer.Core.Features;

namespace GpServer.Wire.Reading;

/// <summary>Makes a feature set of what a value says and of what its features show.</summary>
static class SetReading
{
    public static FeatureSet Read(
        ReadOnlyMemory<byte> utf8, FeatureSequence sequence, FeatureFormat format, SetHeader header, ReadingPlace place)
    {
        var options = place.Options;
        AddDefaults(header, options.Schema);
        var inference = header.Fields is null ? new FieldInference(place) : null;
        var survey = new FeatureSurvey(header, place, inference);
        survey.Read(utf8.Span, sequence, format);

        var fields = header.Fields ?? inference!.ToFields();
        var ownId = format.IdName.Length > 0 && survey.HasIds ? ObjectIdFields.FindNumbered(fields) : -1;
        fields = ObjectIdFields.Mark(fields, ownId >= 0 ? fields[ownId].Name : header.ObjectIdField);
        var idIndex = -1;
        if (survey.HasIds && !fields.Any(field => field.Type == FieldType.OID))
        {
            idIndex = 0;
            fields = fields.Insert(0, new Field(new FeatureSchema { Fields = fields }.FreeName(ObjectIdFields.DefaultName), FieldType.OID));
        }

        var schema = Schema(header, survey, fields, place);
        return new FeatureSet(schema, new FeatureSource(utf8, sequence, format, header, schema, options) { IdIndex = idIndex })
        {
            KnownCount = survey.Count,
            ExceededTransferLimit = header.ExceededTransferLimit,
        };
    }

    /// <summary>What the value leaves out and the parameter's default has.</summary>
    static void AddDefaults(SetHeader header, FeatureSchema? schema)
    {
        if (schema is not null)
        {
            header.Fields ??= schema.Fields.IsDefaultOrEmpty ? null : schema.Fields;
            header.HasZ ??= schema.HasZ ? true : null;
            header.HasM ??= schema.HasM ? true : null;
        }
    }

    static FeatureSchema Schema(SetHeader header, FeatureSurvey survey, ImmutableArray<Field> fields, ReadingPlace place)
    {
        var options = place.Options;
        var type = GeometryTypes.Resolve(header.GeometryType, survey.Shape, options);
        GeometryTypes.CheckAccepted(type, place);
        var layout = survey.Layout;
        return new FeatureSchema
        {
            Fields = fields,
            GeometryType = type,
            HasZ = type != GeometryType.None && (header.HasZ == true || layout.HasZ),
            HasM = type != GeometryType.None && (header.HasM == true || layout.HasM),
            SpatialReference = type == GeometryType.None
                ? null
                : header.SpatialReference ?? survey.SpatialReference ?? options.Schema?.SpatialReference,
            DisplayFieldName = header.DisplayField ?? options.Schema?.DisplayFieldName ?? "",
        };
    }
}
