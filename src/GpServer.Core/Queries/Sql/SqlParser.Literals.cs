using System.Globalization;

namespace GpServer.Core.Queries;

/// <content>Literals that begin with a word.</content>
sealed partial class SqlParser
{
    static readonly (string Word, int Months, long Milliseconds)[] Units =
    [
        ("YEAR", 12, 0), ("MONTH", 1, 0), ("WEEK", 0, 7 * SqlDates.Day), ("DAY", 0, SqlDates.Day), ("HOUR", 0, 3_600_000),
        ("MINUTE", 0, 60_000), ("SECOND", 0, 1_000),
    ];

    /// <summary>The literal that begins with a word; null when the word is a name.</summary>
    SqlNode? Literal(SqlToken word)
    {
        var hasText = Next.Kind == SqlTokenKind.Text;
        switch (word.Text.ToUpperInvariant())
        {
            case "NULL":
                return Constant(SqlType.Nothing, SqlValue.Null);
            case "CURRENT_TIMESTAMP":
                return Constant(SqlType.Date, SqlValue.Date(_scope.Now.ToUnixTimeMilliseconds()));
            case "CURRENT_DATE":
                return Constant(SqlType.Date, SqlValue.Date(SqlDates.DayOf(_scope.Now.ToUnixTimeMilliseconds())));
            case "CURRENT_TIME":
                return Constant(SqlType.Time, SqlValue.Time(SqlDates.TimeOf(_scope.Now.ToUnixTimeMilliseconds())));
            case "DATE" or "TIMESTAMP" when hasText:
                return Moment(SqlType.Date, SqlDates.Read(Next.Text) is { } date ? SqlValue.Date(date) : SqlValue.Null,
                    "a date such as '2024-01-31' or '2024-01-31 14:30:00'");
            case "TIME" when hasText:
                return Moment(SqlType.Time, SqlDates.ReadTime(Next.Text) is { } time ? SqlValue.Time(time) : SqlValue.Null,
                    "a time of day such as '14:30:00'");
            case "INTERVAL" when hasText:
                return Interval();
            default:
                return null;
        }
    }

    SqlConstant Constant(SqlType type, SqlValue value)
    {
        var constant = (SqlConstant)Node(new SqlConstant(type, value), Current.Position);
        _at++;
        return constant;
    }

    SqlConstant Moment(SqlType type, SqlValue value, string expected)
    {
        _at++;
        return value.IsNull ? throw new SqlException($"{Current.Shown} is not {expected}", Current.Position) : Constant(type, value);
    }

    /// <summary>INTERVAL '3' DAY, INTERVAL '1-6' YEAR TO MONTH, INTERVAL '1 12:30:00' DAY TO SECOND.</summary>
    SqlInterval Interval()
    {
        _at++;
        var text = Current;
        _at++;
        var first = Unit();
        var last = TakeWord("TO") ? Unit() : first;
        if (last < first)
        {
            throw new SqlException("the units of a span of time go from large to small", text.Position);
        }

        var isMinus = text.Text.TrimStart().StartsWith('-');
        var numbers = text.Text.Trim().TrimStart('-', '+').Split([' ', ':', '-'], StringSplitOptions.RemoveEmptyEntries);
        var units = Units[first..(last + 1)].Where(unit => unit.Word != "WEEK" || first == last).ToList();
        if (numbers.Length != units.Count)
        {
            throw new SqlException($"{text.Shown} should have {units.Count} numbers, one for each unit", text.Position);
        }

        double months = 0, milliseconds = 0;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!double.TryParse(numbers[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1e9)
            {
                throw new SqlException($"{text.Shown} is not a span of time", text.Position);
            }

            months += number * units[i].Months;
            milliseconds += number * units[i].Milliseconds;
        }

        var sign = isMinus ? -1 : 1;
        return new SqlInterval(sign * (long)Math.Round(months), sign * (long)Math.Round(milliseconds));
    }

    int Unit()
    {
        var word = Current;
        var unit = Array.FindIndex(Units, unit => word.IsWord(unit.Word) || word.IsWord($"{unit.Word}S"));
        if (unit < 0)
        {
            ThrowExpected("YEAR, MONTH, WEEK, DAY, HOUR, MINUTE or SECOND");
        }

        _at++;
        if (TakeSymbol("("))
        {
            // The number of digits, which changes nothing.
            _at += Current.Kind == SqlTokenKind.Number ? 1 : 0;
            ExpectSymbol(")");
        }

        return unit;
    }
}
