using System.Globalization;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// Reads a date by a format of the letters <c>y M d H h m s</c>; all other characters stand for themselves, letters only in single quotes.
/// A repeated letter takes as many digits as it is repeated where another letter follows at once, else as many as there are, up to four
/// for the year and two for the rest. <c>h</c> is the hour of the clock's first half, so that 12 is midnight. What the format does not
/// have is that of 1970-01-01 00:00:00.
/// </summary>
ref struct DatePattern
{
    const string Letters = "yMdHhms";

    readonly ReadOnlySpan<char> _format;
    ReadOnlySpan<char> _rest;
    int _year = 1970, _month = 1, _day = 1, _hour, _minute, _second;

    DatePattern(string text, string format)
    {
        _format = format;
        _rest = text;
    }

    /// <returns>The date, in UTC, or null when the text does not follow the format or is no date.</returns>
    /// <exception cref="JsonFormatException">The format has a letter that is not supported.</exception>
    public static DateTimeOffset? Read(string text, string format)
    {
        var pattern = new DatePattern(text.Trim(), format.Trim());
        return pattern.Match() ? pattern.Date() : null;
    }

    bool Match()
    {
        for (var i = 0; i < _format.Length;)
        {
            var letter = _format[i];
            if (char.IsAsciiLetter(letter))
            {
                var run = _format[i..].IndexOfAnyExcept(letter) is var end and >= 0 ? end : _format.Length - i;
                if (!TakeNumber(letter, run, i + run < _format.Length && char.IsAsciiLetter(_format[i + run]), i))
                {
                    return false;
                }

                i += run;
            }
            else if (letter == '\'' && _format[(i + 1)..].IndexOf('\'') is var length and >= 0)
            {
                if (!Take(length == 0 ? "'" : _format.Slice(i + 1, length)))
                {
                    return false;
                }

                i += length + 2;
            }
            else if (Take(_format.Slice(i, 1)))
            {
                i++;
            }
            else
            {
                return false;
            }
        }

        return _rest.IsEmpty;
    }

    bool Take(scoped ReadOnlySpan<char> literal)
    {
        if (!_rest.StartsWith(literal))
        {
            return false;
        }

        _rest = _rest[literal.Length..];
        return true;
    }

    bool TakeNumber(char letter, int run, bool exact, int position)
    {
        if (!Letters.Contains(letter))
        {
            throw new JsonFormatException($"the format has the letter '{letter}'; the letters known are y M d H h m s", position);
        }

        var most = exact ? run : letter == 'y' ? 4 : 2;
        var digits = _rest.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : _rest.Length;
        digits = Math.Min(digits, most);
        if (digits == 0 || (exact && digits < run))
        {
            return false;
        }

        var known = int.TryParse(_rest[..digits], CultureInfo.InvariantCulture, out var number);
        _rest = _rest[digits..];
        Set(letter, letter == 'y' && run <= 2 && digits <= 2 ? Century(number) : number);
        return known;
    }

    // Two digits are the years 1950 to 2049.
    static int Century(int year) => year < 50 ? 2000 + year : 1900 + year;

    void Set(char letter, int number)
    {
        switch (letter)
        {
            case 'y':
                _year = number;
                break;
            case 'M':
                _month = number;
                break;
            case 'd':
                _day = number;
                break;
            case 'H':
                _hour = number;
                break;
            case 'h':
                _hour = number == 12 ? 0 : number;
                break;
            case 'm':
                _minute = number;
                break;
            default:
                _second = number;
                break;
        }
    }

    readonly DateTimeOffset? Date() =>
        _year is >= 1 and <= 9999 && _month is >= 1 and <= 12 && _day >= 1 && _day <= DateTime.DaysInMonth(_year, _month)
        && _hour <= 23 && _minute <= 59 && _second <= 59
            ? new DateTimeOffset(_year, _month, _day, _hour, _minute, _second, TimeSpan.Zero)
            : null;
}
