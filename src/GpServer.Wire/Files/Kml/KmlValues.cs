using System.Collections.Immutable;
using System.Globalization;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Wire.Files.Text;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Kml;

/// <summary>Makes rows of the texts of placemarks.</summary>
sealed class KmlValues
{
    readonly ImmutableArray<Field> _fields;
    readonly ReadingPlace _place;
    readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

    public KmlValues(ImmutableArray<Field> fields, ReadingPlace place)
    {
        _fields = fields;
        _place = place;
        for (var i = 0; i < fields.Length; i++)
        {
            _places.TryAdd(fields[i].Name, i);
        }
    }

    public static bool IsBoolean(ReadOnlySpan<char> text) => text.Equals("true", StringComparison.OrdinalIgnoreCase)
        || text.Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>The row of a placemark. Where data has the name of the placemark's own name or description, data counts.</summary>
    public object?[] Row(KmlPlacemark placemark)
    {
        var row = _fields.IsEmpty ? [] : new object?[_fields.Length];
        foreach (var (name, text) in placemark.Own)
        {
            Set(row, name, text);
        }

        foreach (var (name, text, _) in placemark.Data)
        {
            Set(row, name, text);
        }

        return row;
    }

    void Set(object?[] row, string name, string text)
    {
        if (_places.TryGetValue(name, out var index))
        {
            row[index] = Value(text, _fields[index]);
        }
    }

    object? Value(string text, Field field)
    {
        if (!field.IsWholeNumber && !field.IsDecimal)
        {
            return text;
        }

        var value = text.AsSpan().Trim();
        if (value.IsEmpty)
        {
            return null;
        }

        if (field.Type == FieldType.Date)
        {
            return Date(value, field);
        }

        return field.IsDecimal ? Decimal(value, field) : WholeNumber(value, field);
    }

    long WholeNumber(ReadOnlySpan<char> value, Field field)
    {
        var (least, most) = field.Type switch
        {
            FieldType.SmallInteger => (short.MinValue, short.MaxValue),
            FieldType.Integer => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        if (IsBoolean(value))
        {
            return value.Equals("true", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most
            ? number
            : throw Bad(value, field, $"a whole number from {least} to {most}");
    }

    double Decimal(ReadOnlySpan<char> value, Field field) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Bad(value, field, "a number");

    long Date(ReadOnlySpan<char> value, Field field)
    {
        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return milliseconds;
        }

        return IsoDate.TryParse(value, out milliseconds)
            ? milliseconds
            : throw Bad(value, field, "an ISO date such as 2024-01-31T12:00:00");
    }

    GpException Bad(ReadOnlySpan<char> value, Field field, string expected)
    {
        const int mostCharacters = 40;
        var text = FilePlace.Shown(value[..Math.Min(value.Length, mostCharacters)].ToString());
        return _place.Invalid($"attribute {field.Name}: {text} is not valid in a field of type {field.Type}; expected {expected}");
    }
}
