using System.Text;

namespace GpServer.Core.Queries;

/// <summary>Cuts an expression into its pieces.</summary>
sealed class SqlTokenizer(string text)
{
    const int MostTokens = 250_000;

    static readonly string[] TwoCharacters = ["<>", "<=", ">=", "!=", "||"];

    readonly List<SqlToken> _tokens = [];
    int _at;

    /// <returns>The pieces, the last of which is the end.</returns>
    /// <exception cref="SqlException">A character or a literal is none of the language.</exception>
    public static List<SqlToken> Read(string text) => new SqlTokenizer(text).Read();

    List<SqlToken> Read()
    {
        while (true)
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }

            if (_at == text.Length)
            {
                _tokens.Add(new SqlToken(SqlTokenKind.End, "", _at));
                return _tokens;
            }

            if (_tokens.Count == MostTokens)
            {
                throw new SqlException($"the expression has more than {MostTokens} words and signs", _at);
            }

            _tokens.Add(Next());
        }
    }

    SqlToken Next()
    {
        var start = _at;
        var first = text[_at];
        if (char.IsAsciiDigit(first) || (first == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
        {
            return Number();
        }

        if (first == '\'' || (first is 'N' or 'n' && _at + 1 < text.Length && text[_at + 1] == '\''))
        {
            _at += first == '\'' ? 0 : 1;
            return new SqlToken(SqlTokenKind.Text, Quoted('\''), start);
        }

        if (first == '"')
        {
            return new SqlToken(SqlTokenKind.QuotedName, Quoted('"'), start);
        }

        return IsNameStart(first) ? Word() : Symbol();
    }

    SqlToken Word()
    {
        var start = _at;
        while (_at < text.Length && (IsNameStart(text[_at]) || char.IsDigit(text[_at]) || text[_at] is '$' or '#' or '.'))
        {
            _at++;
        }

        return new SqlToken(SqlTokenKind.Word, text[start.._at], start);
    }

    SqlToken Number()
    {
        var start = _at;
        PassDigits();
        if (_at < text.Length && text[_at] == '.')
        {
            _at++;
            PassDigits();
        }

        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            var sign = _at + 1 < text.Length && text[_at + 1] is '+' or '-' ? 1 : 0;
            if (_at + 1 + sign < text.Length && char.IsAsciiDigit(text[_at + 1 + sign]))
            {
                _at += 1 + sign;
                PassDigits();
            }
        }

        return _at < text.Length && IsNameStart(text[_at])
            ? throw new SqlException($"the number '{text[start.._at]}' is followed by '{text[_at]}'", _at)
            : new SqlToken(SqlTokenKind.Number, text[start.._at], start);
    }

    void PassDigits()
    {
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }
    }

    /// <summary>What stands between quotes; a doubled quote stands for one.</summary>
    string Quoted(char quote)
    {
        var start = _at++;
        var content = new StringBuilder();
        while (true)
        {
            var end = text.IndexOf(quote, _at);
            if (end < 0)
            {
                throw new SqlException($"the text that begins here with {quote} has no end", start);
            }

            content.Append(text, _at, end - _at);
            _at = end + 1;
            if (_at == text.Length || text[_at] != quote)
            {
                return content.ToString();
            }

            content.Append(quote);
            _at++;
        }
    }

    SqlToken Symbol()
    {
        var start = _at;
        if (string.CompareOrdinal(text, _at, "--", 0, 2) == 0 || string.CompareOrdinal(text, _at, "/*", 0, 2) == 0)
        {
            throw new SqlException("comments are not read", start);
        }

        foreach (var two in TwoCharacters)
        {
            if (string.CompareOrdinal(text, _at, two, 0, 2) == 0)
            {
                _at += 2;
                return new SqlToken(SqlTokenKind.Symbol, two == "!=" ? "<>" : two, start);
            }
        }

        return "()+-*/%,=<>".Contains(text[_at], StringComparison.Ordinal)
            ? new SqlToken(SqlTokenKind.Symbol, text[_at++].ToString(), start)
            : throw new SqlException($"the character '{Shown(text[_at])}' has no meaning here", start);
    }

    static string Shown(char character) => char.IsControl(character) || char.IsSurrogate(character)
        ? FormattableString.Invariant($"U+{(int)character:X4}")
        : character.ToString();

    static bool IsNameStart(char character) => char.IsLetter(character) || character == '_';
}
