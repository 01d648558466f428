using System.Globalization;

namespace GpServer.Core.Queries;

/// <content>Functions, those with a grammar of their own among them.</content>
sealed partial class SqlParser
{
    static readonly string[] Aggregates = ["COUNT", "SUM", "MIN", "MAX", "AVG", "STDDEV", "VAR", "VARIANCE"];

    SqlNode Function()
    {
        var name = Current;
        Enter(name.Position);
        _at += 2;
        var call = name.Text.ToUpperInvariant() switch
        {
            "CAST" => Cast(name),
            "EXTRACT" => Extract(name),
            "TRIM" => Trim(name),
            "POSITION" => Position(name),
            "COALESCE" => Coalesce(name),
            "NULLIF" => NullIf(name),
            "CONCAT" => Joined(Arguments(1, 1_000), name.Position),
            "SUBSTRING" => Substring(name),
            var other when Array.IndexOf(Aggregates, other) >= 0 => Aggregate(name, other == "VARIANCE" ? "VAR" : other),
            _ => Plain(name),
        };
        ExpectSymbol(")");
        _nesting--;
        return call;
    }

    SqlNode Plain(SqlToken name)
    {
        var function = SqlFunctions.Find(name.Text) ?? throw new SqlException($"there is no function {name.Shown}", name.Position);
        return Call(function, name, Arguments(function.Required, function.Arguments.Length));
    }

    SqlNode Call(SqlFunction function, SqlToken name, SqlNode[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            RequireType(arguments[i], function.Arguments[i], $"argument {i + 1} of {name.Text.ToUpperInvariant()}", name.Position);
        }

        return Node(new SqlCall(function.Result, arguments, function.Compute), name.Position);
    }

    SqlNode[] Arguments(int least, int most)
    {
        List<SqlNode> arguments = [];
        var position = Current.Position;
        if (!Current.IsSymbol(")"))
        {
            do
            {
                arguments.Add(Sum());
            }
            while (TakeSymbol(","));
        }

        var expected = least == most ? $"{least}" : $"{least} to {most}";
        return arguments.Count >= least && arguments.Count <= most
            ? [.. arguments]
            : throw new SqlException($"the function takes {expected} arguments; {arguments.Count} came", position);
    }

    /// <summary>The texts of values one after the other; null where one of them is.</summary>
    SqlNode Joined(SqlNode[] parts, int position)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = parts[i].Type is SqlType.Condition or SqlType.Interval or SqlType.Shape
                ? throw Unfit(parts[i], "a text", position)
                : Converted(parts[i], SqlType.Text, position);
        }

        return Node(new SqlCall(SqlType.Text, parts, SqlFunctions.Join), position);
    }

    // SUBSTRING(x, 2, 3) and SUBSTRING(x FROM 2 FOR 3)
    SqlNode Substring(SqlToken name)
    {
        var function = SqlFunctions.Find("SUBSTRING")!;
        List<SqlNode> arguments = [Sum()];
        if (TakeSymbol(",") || TakeWord("FROM"))
        {
            arguments.Add(Sum());
            if (TakeSymbol(",") || TakeWord("FOR"))
            {
                arguments.Add(Sum());
            }

            return Call(function, name, [.. arguments]);
        }

        throw new SqlException($"expected where the part begins but came {Current.Shown}", Current.Position);
    }

    // TRIM(x), TRIM(LEADING '0' FROM x), TRIM('0' FROM x)
    SqlNode Trim(SqlToken name)
    {
        var leading = TakeWord("LEADING");
        var trailing = !leading && TakeWord("TRAILING");
        _ = leading || trailing || TakeWord("BOTH");
        SqlNode blank = new SqlConstant(SqlType.Text, SqlValue.Of(" "));
        var text = TakeWord("FROM") ? Sum() : Sum() is var first && TakeWord("FROM") ? Second(first, out blank) : first;
        RequireType(text, SqlType.Text, "TRIM", name.Position);
        RequireType(blank, SqlType.Text, "the characters of TRIM", name.Position);
        return Node(new SqlCall(SqlType.Text, [text, blank], values => SqlValue.Of((leading, trailing, values[1].Text.ToCharArray()) switch
        {
            (_, _, []) => values[0].Text,
            (true, _, var characters) => values[0].Text.TrimStart(characters),
            (_, true, var characters) => values[0].Text.TrimEnd(characters),
            var (_, _, characters) => values[0].Text.Trim(characters),
        })), name.Position);
    }

    SqlNode Second(SqlNode first, out SqlNode characters)
    {
        characters = first;
        return Sum();
    }

    SqlNode Position(SqlToken name)
    {
        var part = Sum();
        Expect("IN");
        var text = Sum();
        RequireType(part, SqlType.Text, "POSITION", name.Position);
        RequireType(text, SqlType.Text, "POSITION", name.Position);
        return Node(
            new SqlCall(SqlType.Number, [part, text], values =>
                SqlValue.Of(values[1].Text.IndexOf(values[0].Text, StringComparison.Ordinal) + 1L)),
            name.Position);
    }

    SqlNode Coalesce(SqlToken name)
    {
        var arguments = Arguments(1, 1_000);
        var type = Array.Find(arguments, argument => argument.Type != SqlType.Nothing)?.Type ?? SqlType.Nothing;
        foreach (var argument in arguments)
        {
            RequireType(argument, type, "COALESCE", name.Position);
        }

        return type is SqlType.Condition or SqlType.Interval or SqlType.Shape
            ? throw Unfit(arguments[0], "a value", name.Position)
            : Node(new SqlCall(type, arguments, values => Array.Find(values, value => !value.IsNull), takesNulls: true), name.Position);
    }

    SqlNode NullIf(SqlToken name)
    {
        var arguments = Arguments(2, 2);
        var (left, right) = Alike(arguments[0], arguments[1], name.Position);
        return Node(
            new SqlCall(left.Type, [left, right], values => !values[0].IsNull && values[0].Equals(values[1]) ? SqlValue.Null : values[0],
                takesNulls: true),
            name.Position);
    }

    SqlNode Extract(SqlToken name)
    {
        var unit = Current.Text.ToUpperInvariant();
        if (unit is not ("YEAR" or "MONTH" or "DAY" or "HOUR" or "MINUTE" or "SECOND"))
        {
            ThrowExpected("YEAR, MONTH, DAY, HOUR, MINUTE or SECOND");
        }

        _at++;
        Expect("FROM");
        var moment = Sum();
        moment = moment.Type == SqlType.Text ? Converted(moment, SqlType.Date, name.Position) : moment;
        if (moment.Type != SqlType.Time)
        {
            RequireType(moment, SqlType.Date, "EXTRACT", name.Position);
        }

        return Node(new SqlCall(SqlType.Number, [moment], values => Part(unit, values[0])), name.Position);
    }

    static SqlValue Part(string unit, SqlValue moment)
    {
        if (!SqlDates.IsDate(moment.Whole) || (moment.Kind == SqlKind.Time && unit is "YEAR" or "MONTH" or "DAY"))
        {
            return SqlValue.Null;
        }

        var date = DateTimeOffset.FromUnixTimeMilliseconds(moment.Whole);
        return unit switch
        {
            "YEAR" => SqlValue.Of((long)date.Year),
            "MONTH" => SqlValue.Of((long)date.Month),
            "DAY" => SqlValue.Of((long)date.Day),
            "HOUR" => SqlValue.Of((long)date.Hour),
            "MINUTE" => SqlValue.Of((long)date.Minute),
            _ => SqlValue.OfWhole(date.Second + (date.Millisecond / 1000.0)),
        };
    }

    SqlNode Cast(SqlToken name)
    {
        var operand = Sum();
        Expect("AS");
        var (type, convert) = CastType();
        return operand.Type is SqlType.Condition or SqlType.Interval or SqlType.Shape
            ? throw Unfit(operand, "a value", name.Position)
            : Node(new SqlCall(type, [operand], values => convert(values[0])), name.Position);
    }

    (SqlType Type, Func<SqlValue, SqlValue> Convert) CastType()
    {
        var word = Current;
        _at++;
        switch (word.Text.ToUpperInvariant())
        {
            case "SMALLINT" or "INT" or "INTEGER" or "BIGINT":
                return (SqlType.Number, SqlConversions.ToWhole);
            case "FLOAT" or "REAL" or "DOUBLE" or "DECIMAL" or "NUMERIC":
                TakeWord("PRECISION");
                Sizes();
                return (SqlType.Number, value => SqlConversions.To(SqlType.Number, value));
            case "CHAR" or "VARCHAR" or "NCHAR" or "NVARCHAR" or "CHARACTER":
                TakeWord("VARYING");
                var length = Sizes();
                return (SqlType.Text, value => Cut(SqlConversions.To(SqlType.Text, value), length));
            case "DATE":
                return (SqlType.Date, value => SqlConversions.To(SqlType.Date, value) is { IsNull: false } date
                    ? SqlValue.Date(SqlDates.DayOf(date.Whole))
                    : SqlValue.Null);
            case "TIMESTAMP":
                return (SqlType.Date, value => SqlConversions.To(SqlType.Date, value));
            case "TIME":
                return (SqlType.Time, value => SqlConversions.To(SqlType.Time, value));
            default:
                throw new SqlException($"{word.Shown} is not a type that CAST knows", word.Position);
        }
    }

    static SqlValue Cut(SqlValue text, int? length) =>
        length is { } most && text.Text.Length > most ? SqlValue.Of(text.Text[..most]) : text;

    /// <summary>The numbers in brackets after a type; the first of them.</summary>
    int? Sizes()
    {
        if (!TakeSymbol("("))
        {
            return null;
        }

        int? first = null;
        do
        {
            var size = int.TryParse(Current.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new SqlException($"expected a size but came {Current.Shown}", Current.Position);
            first ??= size;
            _at++;
        }
        while (TakeSymbol(","));

        ExpectSymbol(")");
        return first;
    }

    SqlNode Aggregate(SqlToken name, string function)
    {
        string? field = null;
        if (!(function == "COUNT" && TakeSymbol("*")))
        {
            field = Current.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName
                ? Current.Text
                : throw new SqlException($"expected a field but came {Current.Shown}", Current.Position);
            _at++;
        }

        return _scope.Aggregate(function, field) is { } node
            ? Node(node, name.Position)
            : throw new SqlException($"{function} of a group has no meaning here", name.Position);
    }
}
