using System.Diagnostics.CodeAnalysis;
using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>
/// Reads an expression by recursive descent: OR, AND, NOT, a condition, + and -, * and /, a sign, and at last a literal, a name, a
/// function or brackets. How long an expression may be, how many nodes it may have and how deep they may nest is limited.
/// </summary>
sealed partial class SqlParser
{
    const int MostNodes = 120_000;
    const int MostDepth = 120;
    const int MostNesting = 60;

    static readonly Feature NoRow = new(null, []);

    readonly SqlScope _scope;
    readonly List<SqlToken> _tokens;
    int _at;
    int _nesting;
    int _nodes;

    SqlParser(string text, SqlScope scope)
    {
        _scope = scope;
        _tokens = SqlTokenizer.Read(text);
    }

    // Who reads past the end finds the end again.
    SqlToken Current => _tokens[Math.Min(_at, _tokens.Count - 1)];

    SqlToken Next => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    /// <summary>Reads a condition.</summary>
    /// <exception cref="SqlException">It cannot be read.</exception>
    public static SqlNode ReadCondition(string text, SqlScope scope)
    {
        var parser = new SqlParser(text, scope);
        var position = parser.Current.Position;
        var condition = AsCondition(parser.Or(), position);
        if (parser.Current.Kind != SqlTokenKind.End)
        {
            throw new SqlException($"{parser.Current.Shown} is not expected here", parser.Current.Position);
        }

        return condition;
    }

    SqlNode Or() => Junction("OR", isAnd: false, And);

    SqlNode And() => Junction("AND", isAnd: true, Not);

    // A long chain is one node: it nests no deeper than a short one.
    SqlNode Junction(string word, bool isAnd, Func<SqlNode> readPart)
    {
        var position = Current.Position;
        var first = readPart();
        if (!Current.IsWord(word))
        {
            return first;
        }

        List<SqlNode> parts = [AsCondition(first, position)];
        while (TakeWord(word))
        {
            position = Current.Position;
            parts.Add(AsCondition(readPart(), position));
        }

        return Node(new SqlJunction(isAnd, [.. parts]), position);
    }

    SqlNode Not()
    {
        var position = Current.Position;
        if (!TakeWord("NOT"))
        {
            return Predicate();
        }

        Enter(position);
        var condition = AsCondition(Not(), position);
        _nesting--;
        return Node(new SqlNot(condition), position);
    }

    SqlNode Predicate()
    {
        var position = Current.Position;
        var left = Sum();
        if (Current is { Kind: SqlTokenKind.Symbol, Text: "=" or "<>" or "<" or ">" or "<=" or ">=" } sign)
        {
            _at++;
            return Comparison(sign.Text, left, Sum(), sign.Position);
        }

        if (TakeWord("IS"))
        {
            var isNot = TakeWord("NOT");
            Expect("NULL");
            return Negated(isNot, Node(new SqlIsNull(left), position), position);
        }

        var negated = Current.IsWord("NOT") && (Next.IsWord("BETWEEN") || Next.IsWord("IN") || Next.IsWord("LIKE"));
        _at += negated ? 1 : 0;
        var condition = TakeWord("BETWEEN") ? Between(left, position)
            : TakeWord("IN") ? In(left, position)
            : TakeWord("LIKE") ? Like(left, position)
            : left;
        return Negated(negated, condition, position);
    }

    SqlNode Negated(bool negated, SqlNode condition, int position) => negated ? Node(new SqlNot(condition), position) : condition;

    SqlNode Comparison(string sign, SqlNode left, SqlNode right, int position)
    {
        (left, right) = Alike(left, right, position);
        return Node(new SqlComparison(sign, left, right), position);
    }

    SqlNode Between(SqlNode left, int position)
    {
        var from = Sum();
        Expect("AND");
        var to = Sum();
        return Node(
            new SqlJunction(isAnd: true, [Comparison(">=", left, from, position), Comparison("<=", left, to, position)]), position);
    }

    SqlNode In(SqlNode left, int position)
    {
        List<SqlNode> list = [];
        ExpectSymbol("(");
        do
        {
            var at = Current.Position;
            var (_, item) = Alike(left, Sum(), at);
            list.Add(item);
        }
        while (TakeSymbol(","));

        ExpectSymbol(")");

        // The list decides what the value is compared as: a text with numbers as a number.
        var type = list.Find(item => item.Type != SqlType.Nothing)?.Type ?? left.Type;
        for (var i = 0; i < list.Count; i++)
        {
            list[i] = Converted(list[i], type, position);
        }

        return Node(new SqlIn(Converted(left, type, position), [.. list]), position);
    }

    SqlNode Like(SqlNode left, int position)
    {
        RequireType(left, SqlType.Text, "LIKE", position);
        var at = Current.Position;
        var pattern = Sum();
        RequireType(pattern, SqlType.Text, "the pattern of LIKE", at);
        char? escape = null;
        if (TakeWord("ESCAPE"))
        {
            escape = Current is { Kind: SqlTokenKind.Text, Text.Length: 1 } token
                ? token.Text[0]
                : throw new SqlException("ESCAPE wants one character in quotes", Current.Position);
            _at++;
        }

        return Node(new SqlLike(left, pattern, escape), position);
    }

    /// <summary>Counts a node, checks how deep it goes, and replaces it by its value where it has the same for every row.</summary>
    SqlNode Node(SqlNode node, int position)
    {
        if (++_nodes > MostNodes)
        {
            throw new SqlException($"the expression has more than {MostNodes} parts", position);
        }

        if (node.Depth > MostDepth)
        {
            throw new SqlException($"the expression nests deeper than {MostDepth} operations", position);
        }

        return node.IsConstant && node is not SqlConstant ? new SqlConstant(node.Type, node.Evaluate(NoRow)) : node;
    }

    void Enter(int position)
    {
        if (++_nesting > MostNesting)
        {
            throw new SqlException($"the expression nests deeper than {MostNesting} brackets", position);
        }
    }

    bool TakeWord(string word)
    {
        var found = Current.IsWord(word);
        _at += found ? 1 : 0;
        return found;
    }

    bool TakeSymbol(string symbol)
    {
        var found = Current.IsSymbol(symbol);
        _at += found ? 1 : 0;
        return found;
    }

    void Expect(string word)
    {
        if (!TakeWord(word))
        {
            ThrowExpected(word);
        }
    }

    void ExpectSymbol(string symbol)
    {
        if (!TakeSymbol(symbol))
        {
            ThrowExpected($"'{symbol}'");
        }
    }

    [DoesNotReturn]
    void ThrowExpected(string what) => throw new SqlException($"expected {what} but came {Current.Shown}", Current.Position);
}
