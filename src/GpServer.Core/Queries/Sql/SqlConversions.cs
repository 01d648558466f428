using System.Globalization;

namespace GpServer.Core.Queries;

/// <summary>Turns values of one type into another. What cannot be turned is null.</summary>
static class SqlConversions
{
    const NumberStyles Number = NumberStyles.Float;

    /// <summary>The value as a value of this type.</summary>
    public static SqlValue To(SqlType type, SqlValue value) => type switch
    {
        _ when value.IsNull => SqlValue.Null,
        SqlType.Number => ToNumber(value),
        SqlType.Text => SqlValue.Of(value.ToString()),
        SqlType.Date => ToDate(value),
        SqlType.Time => ToTime(value),
        _ => value,
    };

    /// <summary>A whole number, cut towards zero.</summary>
    public static SqlValue ToWhole(SqlValue value)
    {
        var number = To(SqlType.Number, value);
        return number.Kind == SqlKind.Decimal ? SqlValue.OfWhole(Math.Truncate(number.Number)) : number;
    }

    static SqlValue ToNumber(SqlValue value)
    {
        switch (value.Kind)
        {
            case SqlKind.Text:
                var text = value.Text.AsSpan().Trim();
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? SqlValue.Of(whole)
                    : double.TryParse(text, Number, CultureInfo.InvariantCulture, out var number) ? SqlValue.Of(number)
                    : SqlValue.Null;
            case SqlKind.Date or SqlKind.Time:
                return SqlValue.Of(value.Whole);
            default:
                return value;
        }
    }

    static SqlValue ToDate(SqlValue value)
    {
        switch (value.Kind)
        {
            case SqlKind.Text:
                return SqlDates.Read(value.Text) is { } date ? SqlValue.Date(date) : SqlValue.Null;
            case SqlKind.Whole or SqlKind.Decimal:
                var milliseconds = ToWhole(value);
                return milliseconds.IsWhole && SqlDates.IsDate(milliseconds.Whole) ? SqlValue.Date(milliseconds.Whole) : SqlValue.Null;
            case SqlKind.Date:
                return value;
            default:
                return SqlValue.Null;
        }
    }

    static SqlValue ToTime(SqlValue value) => value.Kind switch
    {
        SqlKind.Text => SqlDates.ReadTime(value.Text) is { } time ? SqlValue.Time(time) : SqlValue.Null,
        SqlKind.Date => SqlValue.Time(SqlDates.TimeOf(value.Whole)),
        SqlKind.Time => value,
        _ => SqlValue.Null,
    };
}
