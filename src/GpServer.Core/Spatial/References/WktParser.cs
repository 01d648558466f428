using System.Globalization;

namespace GpServer.Core.Spatial;

/// <summary>
/// Reads well-known text (version 1, OGC 01-009 and the dialects of Esri and GDAL) into elements. One pass, so that time grows with the
/// length, which is bounded, as is the depth.
/// </summary>
ref struct WktParser
{
    /// <summary>Characters; the longest text of a known system has 763.</summary>
    internal const int LongestText = 16 * 1024;
    const int Deepest = 12;

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

        if (depth > Deepest)
        {
            throw Unreadable(_position, $"elements are nested deeper than {Deepest}");
        }

        do
        {
            Content(node, depth);
        }
        while (Accept(','));

        return Accept(']') || Accept(')') ? node : throw Stopped("',' or ']'");
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
