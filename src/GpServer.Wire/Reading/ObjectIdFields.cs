using System.Collections.Immutable;
using GpServer.Core.Features;

namespace GpServer.Wire.Reading;

/// <summary>Which field of a set is its object id.</summary>
static class ObjectIdFields
{
    public const string DefaultName = "OBJECTID";

    /// <summary>
    /// The fields with at most one object id: the first that is declared so, else the whole-number field of the name given. A set has one
    /// object id, so that others become plain numbers.
    /// </summary>
    public static ImmutableArray<Field> Mark(ImmutableArray<Field> fields, string? objectIdField)
    {
        var first = IndexOf(fields, field => field.Type == FieldType.OID);
        if (first < 0)
        {
            var named = IndexOf(fields, field => field.IsWholeNumber && field.Type != FieldType.Date && IsNamed(field, objectIdField));
            return named < 0 ? fields : fields.SetItem(named, fields[named] with { Type = FieldType.OID });
        }

        for (var i = first + 1; i < fields.Length; i++)
        {
            if (fields[i].Type == FieldType.OID)
            {
                fields = fields.SetItem(i, fields[i] with { Type = FieldType.BigInteger });
            }
        }

        return fields;
    }

    /// <summary>The whole-number field named as object ids are by default, or -1.</summary>
    public static int FindNumbered(ImmutableArray<Field> fields) =>
        IndexOf(fields, field => field.Type is FieldType.Integer or FieldType.BigInteger && IsNamed(field, DefaultName));

    static bool IsNamed(Field field, string? name) => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase);

    static int IndexOf(ImmutableArray<Field> fields, Func<Field, bool> condition)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (condition(fields[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
