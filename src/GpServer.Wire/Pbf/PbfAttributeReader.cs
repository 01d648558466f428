using System.Globalization;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Pbf;

/// <summary>Reads the <c>Value</c> messages of features, each as the type of its field wants it.</summary>
sealed class PbfAttributeReader(ReadingPlace place)
{
    readonly JsonStringPool _strings = new();

    public object? Read(ReadOnlySpan<byte> bytes, Field field)
    {
        object? value = null;
        var message = new ProtoReader(bytes);
        while (message.Next())
        {
            value = message.Field switch
            {
                1 => Text(message.Bytes(), field),
                2 => (double)message.Single(),
                3 => message.Double(),
                4 or 8 => message.SignedNumber(),
                5 => (long)(uint)message.Number(),
                6 => (long)message.Number(),
                7 => message.Number() is var number && number <= long.MaxValue ? (long)number : (double)number,
                9 => message.Number() == 0 ? 0L : 1L,
                _ => SkipOther(ref message),
            };
        }

        return Convert(value, field);
    }

    static object? SkipOther(ref ProtoReader message)
    {
        message.Skip();
        return null;
    }

    object? Convert(object? value, Field field) => value switch
    {
        double number when !double.IsFinite(number) => null,
        null => null,
        _ when field.IsWholeNumber => WholeNumber(value, field),
        _ when field.IsDecimal => value switch
        {
            double number => number,
            long number => (double)number,
            _ => throw Bad(field, value, "a number"),
        },
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw Bad(field, value, "text"),
    };

    long WholeNumber(object value, Field field)
    {
        var (least, most) = field.Type switch
        {
            FieldType.SmallInteger => (short.MinValue, short.MaxValue),
            FieldType.Integer => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        const double beyond = 9.2e18;
        var number = value switch
        {
            long whole => whole,
            double whole when whole == Math.Floor(whole) && Math.Abs(whole) < beyond => (long)whole,
            _ => throw Bad(field, value, "a whole number"),
        };
        return number >= least && number <= most ? number : throw Bad(field, value, $"a whole number from {least} to {most}");
    }

    string Text(ReadOnlySpan<byte> utf8, Field field) => utf8.Length <= place.Limits.TextBytes
        ? _strings.Get(utf8)
        : throw place.Exceeds($"attribute {field.Name}: the text has more than {place.Limits.TextBytes} bytes, the limit of one value.");

    GpException Bad(Field field, object value, string expected)
    {
        const int mostCharacters = 40;
        var text = System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        text = text.Length <= mostCharacters ? text : $"{text.AsSpan(0, mostCharacters)}…";
        return place.Invalid($"attribute {field.Name}: {text} is not valid in a field of type {field.Type}; expected {expected}");
    }
}
