using System.Collections.Immutable;
using System.Text;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Pbf;

/// <summary>
/// Reads the <c>Field</c> messages of an answer. Values find their fields by their order, so that of fields that are left out (the
/// geometry's own, and those whose name came before) the place is kept.
/// </summary>
sealed class PbfFieldReader(ReadingPlace place)
{
    readonly ImmutableArray<Field>.Builder _fields = ImmutableArray.CreateBuilder<Field>();
    readonly List<int> _places = [];
    readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public ImmutableArray<Field> Fields => _fields.ToImmutable();

    /// <summary>For each value of a feature the place of its field in <see cref="Fields"/>, or -1.</summary>
    public int[] Places => [.. _places];

    public void Read(ReadOnlySpan<byte> bytes)
    {
        if (_places.Count == place.Limits.Fields)
        {
            throw place.Exceeds($"there are more than {place.Limits.Fields} fields, the limit of one set.");
        }

        var field = ReadField(bytes);
        var isWanted = field.Type != FieldType.Geometry && _names.Add(field.Name);
        _places.Add(isWanted ? _fields.Count : -1);
        if (isWanted)
        {
            _fields.Add(field);
        }
    }

    Field ReadField(ReadOnlySpan<byte> bytes)
    {
        var message = new ProtoReader(bytes);
        string? name = null, alias = null, domain = null;
        ulong type = 0;
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    name = FieldNames.Decode(message.Bytes(), place);
                    break;
                case 2:
                    type = message.Number();
                    break;
                case 3:
                    alias = Text(message.Bytes(), "the alias");
                    break;
                case 5:
                    domain = Domain(message.Bytes());
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        name ??= FieldNames.Decode([], place);
        var known = PbfTypes.FieldOf(type) ?? throw place.Invalid(FormattableString.Invariant(
            $"field {name} is of type {type}; expected a number from 0, esriFieldTypeSmallInteger, to 16, esriFieldTypeTimestampOffset"));
        return new Field(name, known) { Alias = string.IsNullOrEmpty(alias) ? name : alias, Domain = domain };
    }

    string? Domain(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        CheckLength(json, "the domain");
        var scanner = new JsonScanner(json, place.Limits.JsonDepth);
        if (scanner.TryReadNull())
        {
            return null;
        }

        var copy = JsonCopy.Of(ref scanner, place);
        scanner.ExpectEnd();
        return copy;
    }

    string Text(ReadOnlySpan<byte> utf8, string what)
    {
        CheckLength(utf8, what);
        return Encoding.UTF8.GetString(utf8);
    }

    void CheckLength(ReadOnlySpan<byte> utf8, string what)
    {
        if (utf8.Length > place.Limits.TextBytes)
        {
            throw place.Exceeds($"{what} of a field has more than {place.Limits.TextBytes} bytes, the limit of one value.");
        }
    }
}
