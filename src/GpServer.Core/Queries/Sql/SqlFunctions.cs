namespace GpServer.Core.Queries;

/// <summary>The functions of one value or a few. What has no result is null.</summary>
static class SqlFunctions
{
    /// <summary>Bound on the characters of one text that an expression makes.</summary>
    const int LongestText = 1_000_000;

    static readonly Dictionary<string, SqlFunction> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UPPER"] = OfText(values => SqlValue.Of(values[0].Text.ToUpperInvariant())),
        ["LOWER"] = OfText(values => SqlValue.Of(values[0].Text.ToLowerInvariant())),
        ["CHAR_LENGTH"] = new(SqlType.Number, [SqlType.Text], 1, Length),
        ["CHARACTER_LENGTH"] = new(SqlType.Number, [SqlType.Text], 1, Length),
        ["LENGTH"] = new(SqlType.Number, [SqlType.Text], 1, Length),
        ["SUBSTRING"] = new(SqlType.Text, [SqlType.Text, SqlType.Number, SqlType.Number], 2, Substring),
        ["LTRIM"] = OfText(values => SqlValue.Of(values[0].Text.TrimStart(' '))),
        ["RTRIM"] = OfText(values => SqlValue.Of(values[0].Text.TrimEnd(' '))),
        ["ABS"] = Whole(number => number == long.MinValue ? null : Math.Abs(number), Math.Abs),
        ["FLOOR"] = Rounding(Math.Floor),
        ["CEILING"] = Rounding(Math.Ceiling),
        ["CEIL"] = Rounding(Math.Ceiling),
        ["ROUND"] = new(SqlType.Number, [SqlType.Number, SqlType.Number], 1, values => Round(values, truncate: false)),
        ["TRUNCATE"] = new(SqlType.Number, [SqlType.Number, SqlType.Number], 1, values => Round(values, truncate: true)),
        ["SIGN"] = new(SqlType.Number, [SqlType.Number], 1, values => SqlValue.Of((long)Math.Sign(values[0].Number))),
        ["MOD"] = new(SqlType.Number, [SqlType.Number, SqlType.Number], 2, Mod),
        ["POWER"] = new(SqlType.Number, [SqlType.Number, SqlType.Number], 2, Power),
        ["SQRT"] = OfNumber(Math.Sqrt),
        ["EXP"] = OfNumber(Math.Exp),
        ["LN"] = OfNumber(Math.Log),
        ["LOG"] = OfNumber(Math.Log),
        ["LOG10"] = OfNumber(Math.Log10),
        ["SIN"] = OfNumber(Math.Sin),
        ["COS"] = OfNumber(Math.Cos),
        ["TAN"] = OfNumber(Math.Tan),
    };

    public static SqlFunction? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>Texts one after the other.</summary>
    /// <exception cref="GpException">The text would be too long.</exception>
    public static SqlValue Join(SqlValue[] texts) => texts.Sum(text => (long)text.Text.Length) <= LongestText
        ? SqlValue.Of(string.Concat(texts.Select(text => text.Text)))
        : throw new GpException(GpError.LimitExceeded, $"where: a text that it makes has more than {LongestText} characters.");

    /// <summary>The part of a text from a place on, counted from 1, so many characters long.</summary>
    static SqlValue Substring(SqlValue[] values)
    {
        var text = values[0].Text;
        var from = Math.Round(values[1].Number);
        var length = values.Length > 2 ? Math.Round(values[2].Number) : double.PositiveInfinity;
        if (length < 0)
        {
            return SqlValue.Null;
        }

        var start = (int)Math.Clamp(from - 1, 0, text.Length);
        var end = (int)Math.Clamp(from - 1 + length, start, text.Length);
        return SqlValue.Of(text[start..end]);
    }

    static SqlValue Length(SqlValue[] values) => SqlValue.Of((long)values[0].Text.Length);

    static SqlValue Round(SqlValue[] values, bool truncate)
    {
        var digits = values.Length > 1 ? (int)Math.Clamp(Math.Truncate(values[1].Number), -300, 300) : 0;
        if (values[0].IsWhole && digits >= 0)
        {
            return values[0];
        }

        var scale = Math.Pow(10, Math.Abs(digits));
        var number = digits >= 0 ? values[0].Number * scale : values[0].Number / scale;
        if (!double.IsFinite(number))
        {
            return values[0];
        }

        number = truncate ? Math.Truncate(number) : Math.Round(number, MidpointRounding.AwayFromZero);
        number = digits >= 0 ? number / scale : number * scale;
        return values[0].IsWhole || (digits <= 0 && values.Length == 1) ? SqlValue.OfWhole(number) : SqlValue.Of(number);
    }

    static SqlValue Power(SqlValue[] values) => SqlValue.Of(Math.Pow(values[0].Number, values[1].Number));

    static SqlValue Mod(SqlValue[] values) => values[0].IsWhole && values[1].IsWhole
        ? values[1].Whole switch
        {
            0 => SqlValue.Null,
            -1 => SqlValue.Of(0L), // the one divisor whose division can overflow
            var divisor => SqlValue.Of(values[0].Whole % divisor),
        }
        : SqlValue.Of(values[0].Number % values[1].Number);

    static SqlFunction OfText(Func<SqlValue[], SqlValue> compute) => new(SqlType.Text, [SqlType.Text], 1, compute);

    static SqlFunction OfNumber(Func<double, double> compute) =>
        new(SqlType.Number, [SqlType.Number], 1, values => SqlValue.Of(compute(values[0].Number)));

    static SqlFunction Rounding(Func<double, double> round) =>
        new(SqlType.Number, [SqlType.Number], 1, values => values[0].IsWhole ? values[0] : SqlValue.OfWhole(round(values[0].Number)));

    static SqlFunction Whole(Func<long, long?> whole, Func<double, double> number) =>
        new(SqlType.Number, [SqlType.Number], 1, values => values[0].IsWhole && whole(values[0].Whole) is { } result
            ? SqlValue.Of(result)
            : SqlValue.Of(number(values[0].Number)));
}
