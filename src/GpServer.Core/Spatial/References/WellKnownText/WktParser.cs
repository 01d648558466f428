using System.Globalization;

namespace GpServer.Core.Spatial;

/// <summary>
/// Reads well-known text into elements: version 1 (OGC 01-009 and the dialects of Esri and GDAL) and version 2 (OGC 12-063, 18-010), which
/// have one syntax. One pass, so that time grows with the length, which is bounded, as is the depth.
/// </summary>
ref struct WktParser
{
    /// <summary>
    /// Characters. The longest text of a known system has 763 in version 1 and 4,157 in version 2; with the remarks, areas and citations
    /// that version 2 may hold, some have 20,000.
    /// </summary>
    internal const int LongestText = 64 * 1024;

    /// <summary>
    /// Levels. The deepest that the grammar of version 2 makes is an id of a unit in the datum of a projected system that a transformation
    /// binds inside a compound one with an epoch: 11.
    /// </summary>
    const int Deepest = 24;

    readonly ReadOnlySpan<char> _text;
    int _position;

    WktParser(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The root elements: one, or a horizontal and a vertical system separated by a comma as Esri writes them.</summary>
    public static List<WktNode> Parse(string text)
    {
        if (text.Length > LongestText)
        {
            throw new GpException(
                GpError.SpatialReference,
                $"The spatial reference text has {text.Length} characters; at most {LongestText} are read.");
        }

        var parser = new WktParser(text);
        var roots = new List<WktNode>();
        do
        {
            roots.Add(parser.Element(1));
        }
        while (parser.Accept(','));

        return parser.AtEnd ? roots : throw parser.Stopped("the end of the text");
    }

    /// <summary>The failure for a text that cannot be understood at a place, counted from 1.</summary>
    public static GpException Unreadable(int position, string reason) => new(
        GpError.SpatialReference,
        string.Create(CultureInfo.InvariantCulture, $"The spatial reference text cannot be read at character {position}: {reason}."));

    bool AtEnd
    {
        get
        {
            SkipSpace();
            return _position == _text.Length;
        }
    }

    WktNode Element(int depth)
    {
        SkipSpace();
        var start = _position;
        while (_position < _text.Length && (char.IsAsciiLetterOrDigit(_text[_position]) || _text[_position] == '_'))
        {
            _position++;
        }

        if (_position == start)
        {
            throw Stopped("a keyword");
        }

        var node = new WktNode(_text[start.._position].ToString().ToUpperInvariant(), start + 1);
        if (!Accept('[') && !Accept('('))
        {
            // A bare word such as the direction in AXIS["Easting",EAST]; never a whole system.
            return depth > 1 ? node : throw Stopped("'['");
        }

        var closing = _text[_position - 1] == '[' ? ']' : ')';

        if (depth > Deepest)
        {
            throw Unreadable(_position, $"elements are nested deeper than {Deepest}");
        }

        do
        {
            Content(node, depth);
        }
        while (Accept(','));

        return Accept(closing) ? node : throw Stopped($"',' or '{closing}'");
    }

    void Content(WktNode node, int depth)
    {
        SkipSpace();
        if (_position == _text.Length)
        {
            throw Stopped($"the content of {node.Keyword}");
        }

        var first = _text[_position];
        if (first == '"')
        {
            node.Texts.Add(Quoted());
        }
        else if (node.Keyword is "TIMEEXTENT" or "TIMEORIGIN")
        {
            node.Texts.Add(Moment());
        }
        else if (char.IsAsciiDigit(first) || first is '-' or '+' or '.')
        {
            node.Numbers.Add(Number());
        }
        else
        {
            node.Children.Add(Element(depth + 1));
        }
    }

    /// <summary>Text between quotes; a doubled quote stands for one.</summary>
    string Quoted()
    {
        var start = ++_position;
        while (true)
        {
            var length = _text[_position..].IndexOf('"');
            if (length < 0)
            {
                throw Unreadable(start, "the quote that begins here is not closed");
            }

            _position += length + 1;
            if (_position == _text.Length || _text[_position] != '"')
            {
                return _text[start..(_position - 1)].ToString().Replace("\"\"", "\"", StringComparison.Ordinal);
            }

            _position++;
        }
    }

    /// <summary>A date or time without quotes, such as 2002-01-01T00:00Z. Nothing is made of it.</summary>
    string Moment()
    {
        var start = _position;
        while (_position < _text.Length && _text[_position] is not (',' or '[' or ']' or '(' or ')' or '"'))
        {
            _position++;
        }

        return _position > start ? _text[start.._position].ToString() : throw Stopped("a date");
    }

    double Number()
    {
        var start = _position;
        while (_position < _text.Length && (char.IsAsciiDigit(_text[_position]) || _text[_position] is '-' or '+' or '.' or 'e' or 'E'))
        {
            _position++;
        }

        if (!double.TryParse(_text[start.._position], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number))
        {
            throw Unreadable(start + 1, "a number was expected");
        }

        return number;
    }

    bool Accept(char expected)
    {
        SkipSpace();
        if (_position < _text.Length && _text[_position] == expected)
        {
            _position++;
            return true;
        }

        return false;
    }

    void SkipSpace()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }
    }

    readonly GpException Stopped(string expected) => Unreadable(
        _position + 1,
        _position < _text.Length
            ? $"'{_text[_position]}' came where {expected} was expected"
            : $"the text ends where {expected} was expected");
}
