using System.Globalization;
using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Json;

namespace GpServer.Wire.Reading;

/// <summary>Reads the attributes of features into rows, each value as the type of its field wants it.</summary>
sealed class AttributeReader(FieldTable fields, ReadingPlace place)
{
    static readonly object One = 1L;
    static readonly object Zero = 0L;

    readonly JsonStringPool _strings = new();

    /// <summary>Reads one row. Attributes without a field are passed over; fields without an attribute are null.</summary>
    public object?[] Read(ref JsonScanner json)
    {
        var values = NewRow();
        if (json.TryReadNull())
        {
            return values;
        }

        json.EnterObject();
        var next = ReadInOrder(ref json, values);
        while (json.NextMember(out var name))
        {
            var index = fields.Find(name, next);
            if (index < 0)
            {
                json.Skip();
                continue;
            }

            next = index + 1;
            values[index] = ReadValue(ref json, fields[index]);
        }

        return values;
    }

    /// <summary>Reads attributes as long as they come in the order of the fields, and tells how many did.</summary>
    int ReadInOrder(ref JsonScanner json, object?[] values)
    {
        var index = 0;
        while (index < values.Length && json.TryNextMember(fields.Token(index)))
        {
            values[index] = ReadValue(ref json, fields[index]);
            index++;
        }

        return index;
    }

    /// <summary>A row without values.</summary>
    public object?[] NewRow() => fields.Count == 0 ? [] : new object?[fields.Count];

    object? ReadValue(ref JsonScanner json, Field field)
    {
        if (json.TryReadNull())
        {
            return null;
        }

        return field.Type switch
        {
            FieldType.Date => ReadDate(ref json, field),
            _ when field.IsWholeNumber => ReadWholeNumber(ref json, field),
            _ when field.IsDecimal => ReadDecimal(ref json, field),
            _ => ReadText(ref json, field),
        };
    }

    object? ReadWholeNumber(ref JsonScanner json, Field field)
    {
        if (json.TryReadInt64(out var number))
        {
            var (least, most) = Range(field.Type);
            return number >= least && number <= most
                ? number
                : throw Bad(field, number.ToString(CultureInfo.InvariantCulture), $"a whole number from {least} to {most}");
        }

        var start = json;
        return ReadOther(ref json) switch
        {
            bool flag => flag ? One : Zero,
            double value when !double.IsFinite(value) => null,
            double or string => throw Bad(field, ReadingPlace.Excerpt(start), "a whole number"),
            _ => null,
        };
    }

    object? ReadDecimal(ref JsonScanner json, Field field)
    {
        var start = json;
        var value = json.Peek() == JsonKind.Number ? json.ReadDouble() : ReadOther(ref json);
        return value switch
        {
            double number => double.IsFinite(number) ? number : null,
            bool flag => flag ? 1.0 : 0.0,
            string => throw Bad(field, ReadingPlace.Excerpt(start), "a number"),
            _ => null,
        };
    }

    object? ReadDate(ref JsonScanner json, Field field)
    {
        if (json.TryReadInt64(out var milliseconds))
        {
            return milliseconds;
        }

        var start = json;
        return ReadOther(ref json) switch
        {
            string text when TryParseDate(text, out milliseconds) => milliseconds,
            null => null,
            double number when !double.IsFinite(number) => null,
            _ => throw Bad(field, ReadingPlace.Excerpt(start), "milliseconds since 1970, or an ISO date such as 2024-01-31T12:00:00"),
        };
    }

    string ReadText(ref JsonScanner json, Field field)
    {
        // Numbers, lists and objects in a text field are kept as the JSON that came.
        var utf8 = json.Peek() == JsonKind.String ? json.ReadUtf8String() : json.SkipRaw();
        return utf8.Length <= place.Limits.TextBytes
            ? _strings.Get(utf8)
            : throw place.Exceeds(
                $"attribute {field.Name}: the text has more than {place.Limits.TextBytes} bytes, the limit of one value.");
    }

    /// <summary>
    /// A value that is not the number that was expected: a boolean; a double, also one in quotes, NaN where it is not finite; null for
    /// blank
    /// text; and text for all else.
    /// </summary>
    static object? ReadOther(ref JsonScanner json)
    {
        switch (json.Peek())
        {
            case JsonKind.True or JsonKind.False:
                return json.ReadBoolean();
            case JsonKind.Number:
                return json.ReadDouble();
            case JsonKind.String:
                var text = json.ReadUtf8String().Trim(" \t\r\n"u8);
                return text.IsEmpty ? null : ReadQuotedNumber(text);
            default:
                return Encoding.UTF8.GetString(json.SkipRaw());
        }
    }

    static object ReadQuotedNumber(ReadOnlySpan<byte> text)
    {
        if (NumberParser.TryParse(text, out var number, out var consumed) && consumed == text.Length)
        {
            return number;
        }

        var word = Encoding.UTF8.GetString(text);
        return word is "NaN" or "Infinity" or "-Infinity" ? double.NaN : word;
    }

    static bool TryParseDate(string text, out long milliseconds)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var found = text.Length >= "2024-01-31".Length && char.IsAsciiDigit(text[3]) && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, utc, out var date)
            ? date
            : (DateTimeOffset?)null;
        milliseconds = found?.ToUnixTimeMilliseconds() ?? 0;
        return found is not null;
    }

    static (long Least, long Most) Range(FieldType type) => type switch
    {
        FieldType.SmallInteger => (short.MinValue, short.MaxValue),
        FieldType.Integer => (int.MinValue, int.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };

    GpException Bad(Field field, string value, string expected) =>
        place.Invalid($"attribute {field.Name}: {value} is not valid in a field of type {field.Type}; expected {expected}");
}
