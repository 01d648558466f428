using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using GpServer.Core.Features;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>Reads the values of .dbf files. What is blank, filled with stars or no value of its type is null.</summary>
static class DbfValues
{
    const long JulianDayOf1970 = 2_440_588;
    const long MillisecondsPerDay = 86_400_000;

    /// <summary>Whether the bytes of a whole number column are whole numbers indeed.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> value)
    {
        value = Trim(value);
        return IsNull(value) || (Utf8Parser.TryParse(value, out long _, out var length) && length == value.Length);
    }

    /// <param name="value">The bytes of the value.</param>
    /// <param name="field">Its column.</param>
    /// <param name="type">The type that the values of the column have.</param>
    /// <param name="encoding">Of text.</param>
    public static object? Read(ReadOnlySpan<byte> value, DbfField field, FieldType type, DbfEncoding encoding) => field.Kind switch
    {
        'C' => (object?)Text(value, encoding),
        'L' => Logical(value[0]),
        'D' => Date(Trim(value)),
        'I' or '+' => (long)BinaryPrimitives.ReadInt32LittleEndian(value),
        'B' or 'O' => Finite(BinaryPrimitives.ReadDoubleLittleEndian(value)),
        'T' or '@' => Moment(BinaryPrimitives.ReadInt32LittleEndian(value), BinaryPrimitives.ReadInt32LittleEndian(value[4..])),
        _ => Number(Trim(value), type),
    };

    static string? Text(ReadOnlySpan<byte> value, DbfEncoding encoding)
    {
        var end = value.IndexOf((byte)0);
        value = (end < 0 ? value : value[..end]).TrimEnd((byte)' ');
        return value.IsEmpty ? null : encoding.Decode(value);
    }

    static long? Logical(byte value) => (char)value switch
    {
        'T' or 't' or 'Y' or 'y' or '1' => 1L,
        'F' or 'f' or 'N' or 'n' or '0' => 0L,
        _ => null,
    };

    static object? Number(ReadOnlySpan<byte> value, FieldType type)
    {
        if (IsNull(value))
        {
            return null;
        }

        if (type != FieldType.Double)
        {
            return Utf8Parser.TryParse(value, out long whole, out var length) && length == value.Length ? whole : null;
        }

        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Finite(number) : null;
    }

    static long? Date(ReadOnlySpan<byte> value)
    {
        Span<char> digits = stackalloc char[8];
        if (value.Length != digits.Length)
        {
            return null;
        }

        for (var i = 0; i < digits.Length; i++)
        {
            digits[i] = (char)value[i];
        }

        return DateTimeOffset.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date.ToUnixTimeMilliseconds()
            : null;
    }

    static long? Moment(int day, int milliseconds) => day == 0 ? null : ((day - JulianDayOf1970) * MillisecondsPerDay) + milliseconds;

    static double? Finite(double value) => double.IsFinite(value) ? value : null;

    static bool IsNull(ReadOnlySpan<byte> value) => value.IsEmpty || value[0] == '*';

    static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value) => value.Trim(" \0\t"u8);
}
