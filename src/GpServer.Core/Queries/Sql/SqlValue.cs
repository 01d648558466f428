using System.Globalization;

namespace GpServer.Core.Queries;

/// <summary>
/// A value while an expression is computed. Null is also the truth value "unknown". A date is in milliseconds since 1970-01-01 UTC, a
/// time in milliseconds since midnight.
/// </summary>
readonly struct SqlValue : IEquatable<SqlValue>
{
    readonly long _bits;
    readonly string? _text;

    SqlValue(SqlKind kind, long bits, string? text = null)
    {
        Kind = kind;
        _bits = bits;
        _text = text;
    }

    public static SqlValue Null => default;

    public static SqlValue True { get; } = new(SqlKind.Truth, 1);

    public static SqlValue False { get; } = new(SqlKind.Truth, 0);

    public SqlKind Kind { get; }

    public bool IsNull => Kind == SqlKind.Null;

    public bool IsTrue => Kind == SqlKind.Truth && _bits != 0;

    public bool IsFalse => Kind == SqlKind.Truth && _bits == 0;

    public bool IsWhole => Kind == SqlKind.Whole;

    /// <summary>A whole number, or the milliseconds of a date or time.</summary>
    public long Whole => _bits;

    /// <summary>A number of either kind.</summary>
    public double Number => Kind == SqlKind.Decimal ? BitConverter.Int64BitsToDouble(_bits) : _bits;

    public string Text => _text ?? "";

    public static SqlValue Of(bool truth) => truth ? True : False;

    public static SqlValue Of(long number) => new(SqlKind.Whole, number);

    /// <summary>A decimal number; what is no number, or too large for one, is null.</summary>
    public static SqlValue Of(double number) =>
        double.IsFinite(number) ? new SqlValue(SqlKind.Decimal, BitConverter.DoubleToInt64Bits(number)) : Null;

    public static SqlValue Of(string? text) => text is null ? Null : new SqlValue(SqlKind.Text, 0, text);

    public static SqlValue Date(long milliseconds) => new(SqlKind.Date, milliseconds);

    public static SqlValue Time(long milliseconds) => new(SqlKind.Time, milliseconds);

    /// <summary>A whole number where it is one that a <c>long</c> can hold, else decimal.</summary>
    public static SqlValue OfWhole(double number) =>
        Math.Abs(number) < 9.2e18 && Math.Floor(number) == number ? Of((long)number) : Of(number);

    /// <summary>The order of two values of one type, neither of them null. Text is compared character by character, case counts.</summary>
    public static int Compare(SqlValue left, SqlValue right)
    {
        if (left.Kind == SqlKind.Text)
        {
            return string.CompareOrdinal(left.Text, right.Text);
        }

        return left.Kind == SqlKind.Decimal || right.Kind == SqlKind.Decimal
            ? left.Number.CompareTo(right.Number)
            : left._bits.CompareTo(right._bits);
    }

    public bool Equals(SqlValue other) => IsNull ? other.IsNull : !other.IsNull && Compare(this, other) == 0;

    public override bool Equals(object? obj) => obj is SqlValue other && Equals(other);

    // A whole and a decimal number may be equal.
    public override int GetHashCode() => Kind switch
    {
        SqlKind.Null => 0,
        SqlKind.Text => string.GetHashCode(Text, StringComparison.Ordinal),
        _ => Number.GetHashCode(),
    };

    public override string ToString() => Kind switch
    {
        SqlKind.Null => "NULL",
        SqlKind.Text => Text,
        SqlKind.Decimal => Number.ToString("R", CultureInfo.InvariantCulture),
        SqlKind.Date => SqlDates.Write(_bits),
        SqlKind.Time => SqlDates.WriteTime(_bits),
        _ => _bits.ToString(CultureInfo.InvariantCulture),
    };
}
