using System.Globalization;
using GpServer.Core.Features;
using GpServer.Wire.Files.Text;

namespace GpServer.Wire.Files.Csv;

/// <summary>Finds the type of a column from all of its values, and reads them.</summary>
sealed class CsvValues
{
    Kinds _kinds;

    [Flags]
    enum Kinds
    {
        None = 0,
        Integer = 1,
        BigInteger = 2,
        Decimal = 4,
        Date = 8,
        Text = 16,
    }

    /// <summary>Whether a row had no value.</summary>
    public bool HasNull { get; private set; }

    public bool IsNumber => _kinds is not Kinds.None && (_kinds & (Kinds.Date | Kinds.Text)) == 0;

    /// <summary>Text where there are values of several kinds, or none.</summary>
    public FieldType Type => _kinds switch
    {
        Kinds.None => FieldType.String,
        Kinds.Date => FieldType.Date,
        > Kinds.Date => FieldType.String,
        >= Kinds.Decimal => FieldType.Double,
        >= Kinds.BigInteger => FieldType.BigInteger,
        _ => FieldType.Integer,
    };

    public void Add(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        HasNull |= value.IsEmpty;
        if (!value.IsEmpty && (_kinds & Kinds.Text) == 0)
        {
            _kinds |= KindOf(value);
        }
    }

    /// <summary>The value of a field of this type; null for blanks in any but a text field.</summary>
    public static object? Read(ReadOnlySpan<char> value, FieldType type)
    {
        if (type == FieldType.String)
        {
            return value.ToString();
        }

        value = value.Trim();
        return value.IsEmpty ? null : type switch
        {
            FieldType.Double => TryNumber(value, out var number) ? number : null,
            FieldType.Date => IsoDate.TryParse(value, out var date) ? date : null,
            _ => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null,
        };
    }

    public static bool TryNumber(ReadOnlySpan<char> value, out double number) =>
        double.TryParse(value.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    static Kinds KindOf(ReadOnlySpan<char> value)
    {
        var digits = value[0] == '-' ? value[1..] : value;
        var begins = !digits.IsEmpty && (char.IsAsciiDigit(digits[0]) || (digits[0] == '.' && digits.Length > 1));

        // Numbers with leading zeros are codes, whose zeros would be lost.
        var isCode = digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]);
        if (!begins || isCode)
        {
            return Kinds.Text;
        }

        if (digits.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? whole is >= int.MinValue and <= int.MaxValue ? Kinds.Integer : Kinds.BigInteger
                : Kinds.Text;
        }

        return TryNumber(value, out _) ? Kinds.Decimal : IsoDate.TryParse(value, out _) ? Kinds.Date : Kinds.Text;
    }
}
