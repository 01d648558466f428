using System.Buffers;
using System.Globalization;

namespace GpServer.Wire.Files.Text;

/// <summary>Takes the tokens of well-known text one after the other.</summary>
ref struct WktScan(ReadOnlySpan<char> text)
{
    static readonly SearchValues<char> NumberEnds = SearchValues.Create(" ,()\t\r\n;");

    ReadOnlySpan<char> _rest = text.TrimStart();

    public readonly ReadOnlySpan<char> Rest => _rest;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public bool TryTake(char character)
    {
        if (_rest.IsEmpty || _rest[0] != character)
        {
            return false;
        }

        _rest = _rest[1..].TrimStart();
        return true;
    }

    /// <summary>Takes a word, in any case, where it is the next one.</summary>
    public bool TryTakeWord(string word)
    {
        if (!NextWord().Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        _rest = _rest[word.Length..].TrimStart();
        return true;
    }

    /// <summary>Takes the letters that come next; empty where none come.</summary>
    public ReadOnlySpan<char> TakeWord()
    {
        var word = NextWord();
        _rest = _rest[word.Length..].TrimStart();
        return word;
    }

    public bool TryTakeNumber(out double number)
    {
        const int longestNumber = 400;
        var end = _rest.IndexOfAny(NumberEnds);
        var token = end < 0 ? _rest : _rest[..end];
        if (token.Length is 0 or > longestNumber || !double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            number = double.NaN;
            return false;
        }

        _rest = _rest[token.Length..].TrimStart();
        return true;
    }

    readonly ReadOnlySpan<char> NextWord()
    {
        var length = 0;
        while (length < _rest.Length && char.IsAsciiLetter(_rest[length]))
        {
            length++;
        }

        return _rest[..length];
    }
}
