using System.Globalization;
using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// Reads a date that says by itself how it is written: epoch milliseconds, ISO 8601, or <c>Tue Jan 01 00:00:00 UTC 2008</c>.
/// </summary>
public static class DateText
{
    const int LongestText = 64;
    const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    static readonly long FirstMillisecond = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    static readonly long LastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    static readonly string[] Formats =
    [
        "yyyy'-'MM'-'dd",
        "yyyy'-'MM'-'dd'T'HH':'mmK",
        "yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFK",
        "ddd MMM dd HH':'mm':'ss 'UTC' yyyy",
        "ddd MMM dd HH':'mm':'ss 'GMT' yyyy",
    ];

    /// <returns>The moment in UTC, or null when the text is no date between the years 1 and 9999.</returns>
    public static DateTimeOffset? Read(ReadOnlySpan<byte> utf8)
    {
        if (NumberParser.TryParseInt64(utf8, out var milliseconds, out var consumed) && consumed == utf8.Length)
        {
            return milliseconds >= FirstMillisecond && milliseconds <= LastMillisecond
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : null;
        }

        if (utf8.Length > LongestText)
        {
            return null;
        }

        var text = UsualForm(Encoding.UTF8.GetString(utf8));
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out var date) ? date : null;
    }

    // A blank for the T is what Python writes; a colon before the fraction is in an example of the protocol's own documentation.
    static string UsualForm(string text)
    {
        const int endOfDate = 10;
        const int endOfSeconds = 19;
        if (text.Length <= endOfDate || !char.IsAsciiDigit(text[0]))
        {
            return text;
        }

        var characters = text.ToCharArray();
        characters[endOfDate] = characters[endOfDate] == ' ' ? 'T' : characters[endOfDate];
        if (characters.Length > endOfSeconds && characters[endOfSeconds] == ':')
        {
            characters[endOfSeconds] = '.';
        }

        return new string(characters);
    }
}
