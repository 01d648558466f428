using System.Globalization;

namespace GpServer.Core.Queries;

/// <content>Sums, products, signs, literals and names.</content>
sealed partial class SqlParser
{
    SqlNode Sum()
    {
        var left = Product();
        while (Current is { Kind: SqlTokenKind.Symbol, Text: "+" or "-" or "||" } sign)
        {
            _at++;
            left = sign.Text == "||" ? Joined([left, Product()], sign.Position) : Sum(sign.Text == "-", left, Product(), sign.Position);
        }

        return left;
    }

    SqlNode Sum(bool isMinus, SqlNode left, SqlNode right, int position)
    {
        if (left is SqlInterval span && !isMinus && right.Type is SqlType.Date or SqlType.Time)
        {
            return Node(new SqlDateShift(right, span), position);
        }

        return (left.Type, right.Type) switch
        {
            (SqlType.Date or SqlType.Time, SqlType.Interval) =>
                Node(new SqlDateShift(left, isMinus ? ((SqlInterval)right).Negated() : (SqlInterval)right), position),
            (SqlType.Date, SqlType.Date) when isMinus =>
                Node(new SqlCall(SqlType.Number, [left, right], DaysBetween), position),
            (SqlType.Date, SqlType.Number) => Node(new SqlDays(left, right, isMinus), position),
            (SqlType.Number, SqlType.Date) when !isMinus => Node(new SqlDays(right, left, isMinus: false), position),
            _ => Arithmetic(isMinus ? '-' : '+', left, right, position),
        };
    }

    static SqlValue DaysBetween(SqlValue[] dates) =>
        SqlValue.OfWhole(((double)dates[0].Whole - dates[1].Whole) / SqlDates.Day);

    SqlNode Arithmetic(char sign, SqlNode left, SqlNode right, int position)
    {
        RequireType(left, SqlType.Number, $"'{sign}'", position);
        RequireType(right, SqlType.Number, $"'{sign}'", position);
        return Node(new SqlArithmetic(sign, left, right), position);
    }

    SqlNode Product()
    {
        var left = Signed();
        while (Current is { Kind: SqlTokenKind.Symbol, Text: "*" or "/" or "%" } sign)
        {
            _at++;
            left = Arithmetic(sign.Text[0], left, Signed(), sign.Position);
        }

        return left;
    }

    SqlNode Signed()
    {
        if (Current is not { Kind: SqlTokenKind.Symbol, Text: "-" or "+" } sign)
        {
            return Primary();
        }

        _at++;
        if (sign.Text == "-" && Current.Kind == SqlTokenKind.Number)
        {
            return Number($"-{Current.Text}");
        }

        Enter(sign.Position);
        var operand = Signed();
        _nesting--;
        return (sign.Text, operand) switch
        {
            ("-", SqlInterval span) => span.Negated(),
            ("-", _) => Arithmetic('-', new SqlConstant(SqlType.Number, SqlValue.Of(0L)), operand, sign.Position),
            (_, SqlInterval) => operand,
            _ => Arithmetic('+', new SqlConstant(SqlType.Number, SqlValue.Of(0L)), operand, sign.Position),
        };
    }

    SqlNode Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case SqlTokenKind.Number:
                return Number(token.Text);
            case SqlTokenKind.Text:
                _at++;
                return Node(new SqlConstant(SqlType.Text, SqlValue.Of(token.Text)), token.Position);
            case SqlTokenKind.QuotedName:
                return Named(token);
            case SqlTokenKind.Symbol when token.Text == "(":
                return Bracketed();
            case SqlTokenKind.Word when Next.IsSymbol("("):
                return Function();
            case SqlTokenKind.Word:
                return Literal(token) ?? Named(token);
            default:
                throw new SqlException($"expected a field, a value or '(' but came {token.Shown}", token.Position);
        }
    }

    SqlNode Bracketed()
    {
        Enter(Current.Position);
        _at++;
        var inner = Or();
        ExpectSymbol(")");
        _nesting--;
        return inner;
    }

    SqlNode Number(string text)
    {
        var position = Current.Position;
        _at++;
        var value = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? SqlValue.Of(whole)
            : SqlValue.Of(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        return value.IsNull
            ? throw new SqlException("the number is too large", position)
            : Node(new SqlConstant(SqlType.Number, value), position);
    }

    SqlNode Named(SqlToken token)
    {
        _at++;
        var name = token.Text;
        var found = _scope.Find(name);
        if (found is null && token.Kind == SqlTokenKind.Word && name.LastIndexOf('.') is var dot and >= 0)
        {
            found = _scope.Find(name[(dot + 1)..]);
        }

        return found is not null ? Node(found, token.Position) : throw Unknown(token);
    }

    SqlException Unknown(SqlToken token)
    {
        const int shown = 10;
        var names = _scope.Names.Take(shown + 1).ToList();
        return new SqlException(
            $"there is no field {token.Shown}; the fields are {string.Join(", ", names.Take(shown))}{(names.Count > shown ? " …" : "")}",
            token.Position);
    }
}
