using System.Collections.Immutable;
using System.Text;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Esri;

/// <summary>Reads the fields that a feature set or layer declares.</summary>
sealed class EsriFieldReader(ReadOnlyMemory<byte> utf8, ReadingPlace place)
{
    const int MaxTypeName = 60;

    /// <summary>Reads the list of fields. The geometry's own field, which only layers list, is left out.</summary>
    public ImmutableArray<Field> ReadList(ref JsonScanner json)
    {
        var fields = ImmutableArray.CreateBuilder<Field>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        json.EnterArray();
        while (json.NextElement())
        {
            var field = Read(JsonMembers.Read(ref json, utf8, place), fields.Count + 1);
            if (field.Type != FieldType.Geometry && names.Add(field.Name))
            {
                fields.Add(field);
            }

            if (fields.Count > place.Limits.Fields)
            {
                throw place.Exceeds($"there are more than {place.Limits.Fields} fields, the limit of one set.");
            }
        }

        return fields.ToImmutable();
    }

    Field Read(JsonMembers members, int number)
    {
        var name = members.TryGet("name", out var json)
            ? FieldNames.Decode(json.ReadUtf8String(), place)
            : throw place.Invalid($"field {number} has no name; expected {{\"name\":\"…\",\"type\":\"esriFieldType…\"}}");
        return new Field(name, ReadType(members, name))
        {
            Alias = members.Text("alias") is { Length: > 0 } alias ? alias : name,
            Length = members.Count("length"),
            Precision = members.Count("precision"),
            Scale = members.Count("scale"),
            Nullable = members.Flag("nullable"),
            Editable = members.Flag("editable"),
            SqlType = members.Text("sqlType"),
            Domain = ReadJson(members, "domain"),
            DefaultValue = ReadJson(members, "defaultValue"),
        };
    }

    FieldType ReadType(JsonMembers members, string name)
    {
        if (members.Text("type") is not { } type)
        {
            throw place.Invalid($"field {name} has no type; expected one such as esriFieldTypeString");
        }

        return EsriNames.FieldType(type) ?? throw place.Invalid(
            $"field {name} is of type '{type[..Math.Min(type.Length, MaxTypeName)]}'; expected one such as esriFieldTypeString");
    }

    string? ReadJson(JsonMembers members, string name)
    {
        if (!members.TryGet(name, out var json))
        {
            return null;
        }

        var copy = JsonCopy.Of(ref json, place);
        return Encoding.UTF8.GetByteCount(copy) <= place.Limits.TextBytes
            ? copy
            : throw place.Exceeds($"{name} of a field has more than {place.Limits.TextBytes} bytes, the limit of one value.");
    }
}
