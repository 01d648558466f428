using System.Collections.Immutable;
using System.Text;
using GpServer.Core.Features;
using GpServer.Core.Json;

namespace GpServer.Wire.Reading;

/// <summary>
/// Finds the fields of features that come without any, in order of first appearance: whole numbers are Integer, or BigInteger beyond 32
/// bits; numbers with a point or exponent Double; true and false SmallInteger; text, objects, arrays and nothing but null String.
/// </summary>
sealed class FieldInference(ReadingPlace place)
{
    readonly List<(string Name, byte[] Utf8)> _names = [];
    readonly List<Kinds> _kinds = [];
    readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

    [Flags]
    enum Kinds
    {
        None = 0,
        Boolean = 1,
        Integer = 2,
        BigInteger = 4,
        Decimal = 8,
        Text = 16,
    }

    /// <summary>Looks at the attributes of one feature.</summary>
    public void Read(ref JsonScanner json)
    {
        if (json.TryReadNull())
        {
            return;
        }

        var next = 0;
        json.EnterObject();
        while (json.NextMember(out var name))
        {
            var index = next < _names.Count && name.SequenceEqual(_names[next].Utf8) ? next : Find(name);
            next = index + 1;
            if (!json.TryReadNull())
            {
                _kinds[index] |= ReadKind(ref json);
            }
        }
    }

    /// <summary>The fields of all attributes seen.</summary>
    public ImmutableArray<Field> ToFields()
    {
        var fields = ImmutableArray.CreateBuilder<Field>(_names.Count);
        for (var i = 0; i < _names.Count; i++)
        {
            fields.Add(new Field(_names[i].Name, TypeOf(_kinds[i])));
        }

        return fields.MoveToImmutable();
    }

    static FieldType TypeOf(Kinds kinds) => kinds switch
    {
        Kinds.None or >= Kinds.Text => FieldType.String,
        >= Kinds.Decimal => FieldType.Double,
        >= Kinds.BigInteger => FieldType.BigInteger,
        >= Kinds.Integer => FieldType.Integer,
        _ => FieldType.SmallInteger,
    };

    static Kinds ReadKind(ref JsonScanner json)
    {
        switch (json.Peek())
        {
            case JsonKind.True or JsonKind.False:
                json.ReadBoolean();
                return Kinds.Boolean;
            case JsonKind.Number:
                return ReadNumberKind(ref json);
            default:
                json.SkipUnread();
                return Kinds.Text;
        }
    }

    static Kinds ReadNumberKind(ref JsonScanner json)
    {
        var start = json;
        var raw = json.SkipRaw();
        if (raw.IndexOfAny(".eEnN"u8) >= 0 || !start.TryReadInt64(out var number))
        {
            return Kinds.Decimal;
        }

        return number is >= int.MinValue and <= int.MaxValue ? Kinds.Integer : Kinds.BigInteger;
    }

    int Find(ReadOnlySpan<byte> utf8)
    {
        var name = FieldNames.Decode(utf8, place);
        if (_places.TryGetValue(name, out var index))
        {
            return index;
        }

        if (_names.Count == place.Limits.Fields)
        {
            throw place.Exceeds($"there are more than {place.Limits.Fields} attributes, the limit of one set.");
        }

        _places.Add(name, _names.Count);
        _names.Add((name, Encoding.UTF8.GetBytes(name)));
        _kinds.Add(Kinds.None);
        return _names.Count - 1;
    }
}
