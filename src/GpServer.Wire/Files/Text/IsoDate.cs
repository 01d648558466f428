using System.Globalization;

namespace GpServer.Wire.Files.Text;

/// <summary>Dates after ISO 8601, as files have them: <c>2024-01-31</c>, <c>2024-01-31T12:00:00.5+01:00</c>; a blank may stand for the
/// T.</summary>
static class IsoDate
{
    const int LongestText = 40;
    const int DateLength = 10;
    const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    static readonly string[] Formats =
    [
        "yyyy'-'MM'-'dd",
        "yyyy'-'MM'-'dd'T'HH':'mmK",
        "yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFK",
        "yyyy'-'MM'-'dd' 'HH':'mmK",
        "yyyy'-'MM'-'dd' 'HH':'mm':'ss.FFFFFFFK",
    ];

    /// <summary>Reads a date; without an offset it is in UTC.</summary>
    /// <param name="text">The date alone.</param>
    /// <param name="milliseconds">Since 1970-01-01 UTC.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        var mayBe = text.Length is >= DateLength and <= LongestText && text[4] == '-' && text[7] == '-' && char.IsAsciiDigit(text[0]);
        if (!mayBe || !DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out var date))
        {
            return false;
        }

        milliseconds = date.ToUnixTimeMilliseconds();
        return true;
    }

    /// <summary>The date as text in UTC, with milliseconds where it has any; null for one outside of the years 1 to 9999.</summary>
    public static string? Format(long milliseconds)
    {
        const long first = -62_135_596_800_000;
        const long last = 253_402_300_799_999;
        return milliseconds is >= first and <= last
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                .ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFF'Z'", CultureInfo.InvariantCulture)
            : null;
    }
}
