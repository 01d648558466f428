using GpServer.Core.Features;

namespace GpServer.Core.Execution;

/// <summary>
/// The object id field that every result has: layers, paging and the feature ids of clients rest on it. A set that brings one keeps its
/// name and its numbers if they are unique; else the features are numbered from 1.
/// </summary>
static class ObjectIds
{
    /// <summary>The name of the field where a set brings none.</summary>
    public const string FieldName = "OBJECTID";

    /// <summary>The schema with its object id field in the first place.</summary>
    public static FeatureSchema Schema(FeatureSchema schema)
    {
        var id = schema.ObjectIdIndex;
        return id switch
        {
            0 => schema,
            < 0 => schema with
            {
                Fields = [new Field(schema.FreeName(FieldName), FieldType.OID), .. schema.Fields],
            },
            _ => schema with { Fields = [schema.Fields[id], .. schema.Fields.RemoveAt(id)] },
        };
    }

    /// <summary>The rows to go with <see cref="Schema"/>.</summary>
    /// <param name="id">Where the rows have their object id, or -1.</param>
    /// <param name="renumber">Whether the numbers there are not unique.</param>
    public static IEnumerable<Feature> Number(IEnumerable<Feature> features, int id, bool renumber)
    {
        if (id == 0 && !renumber)
        {
            return features;
        }

        return features.Select((feature, place) => new Feature(feature.Geometry, Row(feature.Attributes, id, renumber, place + 1L)));
    }

    static object?[] Row(object?[] values, int id, bool renumber, long number)
    {
        var row = new object?[id < 0 ? values.Length + 1 : values.Length];
        if (id < 0)
        {
            row[0] = number;
            values.CopyTo(row, 1);
            return row;
        }

        row[0] = renumber ? number : values[id];
        Array.Copy(values, 0, row, 1, id);
        Array.Copy(values, id + 1, row, id + 1, values.Length - id - 1);
        return row;
    }
}
