using System.Globalization;

namespace GpServer.Core.Queries;

/// <summary>Dates and times as text.</summary>
static class SqlDates
{
    public const long Day = 86_400_000;

    const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
    const int LongestText = 64;

    static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    static readonly string[] DateFormats =
    [
        "yyyy-M-d",
        "yyyy-M-d H:m",
        "yyyy-M-d H:m:s",
        "yyyy-M-d H:m:s.FFFFFFF",
        "yyyy-M-d H:m:s.FFFFFFFzzz",
        "yyyy-M-d H:m:szzz",
        "yyyy-M-d'T'H:mK",
        "yyyy-M-d'T'H:m:s.FFFFFFFK",
        "M/d/yyyy",
        "M/d/yyyy H:m",
        "M/d/yyyy H:m:s",
        "M/d/yyyy h:m:s tt",
        "M/d/yyyy h:m:s.FFFFFFF tt zzz",
    ];

    static readonly string[] TimeFormats = ["H:m", "H:m:s", "H:m:s.FFFFFFF", "h:m tt", "h:m:s tt"];

    /// <summary>The moment in milliseconds, UTC where no offset is said; null for what is no date.</summary>
    public static long? Read(string text) =>
        text.Length <= LongestText
        && DateTimeOffset.TryParseExact(text.Trim(), DateFormats, CultureInfo.InvariantCulture, Utc, out var date)
            ? date.ToUnixTimeMilliseconds()
            : null;

    /// <summary>Milliseconds since midnight; null for what is no time of day.</summary>
    public static long? ReadTime(string text) =>
        text.Length <= LongestText
        && DateTime.TryParseExact(text.Trim(), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (long)time.TimeOfDay.TotalMilliseconds
            : null;

    public static string Write(long milliseconds)
    {
        if (!IsDate(milliseconds))
        {
            return milliseconds.ToString(CultureInfo.InvariantCulture);
        }

        var date = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return date.ToString(milliseconds % 1000 == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
    }

    public static string WriteTime(long milliseconds) =>
        TimeSpan.FromMilliseconds(milliseconds).ToString(
            milliseconds % 1000 == 0 ? @"hh\:mm\:ss" : @"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture);

    /// <summary>Whether so many milliseconds are a date between the years 1 and 9999.</summary>
    public static bool IsDate(long milliseconds) => milliseconds >= First && milliseconds <= Last;

    /// <summary>The start of the day.</summary>
    public static long DayOf(long milliseconds) => milliseconds - TimeOf(milliseconds);

    /// <summary>Milliseconds since midnight.</summary>
    public static long TimeOf(long milliseconds) => ((milliseconds % Day) + Day) % Day;

    /// <summary>
    /// A date some months and milliseconds later, the last day of a month where it has not so many; null beyond the calendar.
    /// </summary>
    public static SqlValue Add(long milliseconds, long months, long span)
    {
        if (!IsDate(milliseconds))
        {
            return SqlValue.Null;
        }

        try
        {
            var date = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).AddMonths(checked((int)months));
            var sum = checked(date.ToUnixTimeMilliseconds() + span);
            return IsDate(sum) ? SqlValue.Date(sum) : SqlValue.Null;
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
        {
            return SqlValue.Null;
        }
    }
}
