namespace GpServer.Core.Queries;

/// <summary>
/// A pattern of LIKE: % stands for any characters, _ for one. Pieces between the % are looked for from left to right, each where it first
/// fits, which is enough: no pattern costs more than its length times that of the text.
/// </summary>
sealed class SqlPattern
{
    const char AnyOne = '\uFFFF'; // no character of any text

    readonly List<string> _pieces = [];

    public SqlPattern(string pattern, char? escape)
    {
        var piece = new System.Text.StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == escape && i + 1 < pattern.Length)
            {
                piece.Append(pattern[++i]);
            }
            else if (pattern[i] == '%')
            {
                _pieces.Add(piece.ToString());
                piece.Clear();
            }
            else
            {
                piece.Append(pattern[i] == '_' ? AnyOne : pattern[i]);
            }
        }

        _pieces.Add(piece.ToString());
    }

    public bool Matches(string text)
    {
        var first = _pieces[0];
        if (_pieces.Count == 1)
        {
            return text.Length == first.Length && FitsAt(text, 0, first);
        }

        var last = _pieces[^1];
        if (text.Length < first.Length + last.Length || !FitsAt(text, 0, first) || !FitsAt(text, text.Length - last.Length, last))
        {
            return false;
        }

        var at = first.Length;
        var end = text.Length - last.Length;
        for (var i = 1; i < _pieces.Count - 1; i++)
        {
            at = Find(text, at, end, _pieces[i]);
            if (at < 0)
            {
                return false;
            }

            at += _pieces[i].Length;
        }

        return true;
    }

    static int Find(string text, int from, int end, string piece)
    {
        if (!piece.Contains(AnyOne, StringComparison.Ordinal))
        {
            return from + piece.Length > end ? -1 : text.IndexOf(piece, from, end - from, StringComparison.Ordinal);
        }

        for (var at = from; at + piece.Length <= end; at++)
        {
            if (FitsAt(text, at, piece))
            {
                return at;
            }
        }

        return -1;
    }

    static bool FitsAt(string text, int at, string piece)
    {
        for (var i = 0; i < piece.Length; i++)
        {
            if (piece[i] != AnyOne && piece[i] != text[at + i])
            {
                return false;
            }
        }

        return true;
    }
}
