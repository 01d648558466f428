using System.Globalization;

namespace GpServer.Wire.Files;

/// <summary>The value of a date field as ISO 8601 text, in UTC, with milliseconds where there are any.</summary>
static class IsoDate
{
    static readonly long Least = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    static readonly long Most = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <returns>Null before the year 1 and after the year 9999, which the text does not reach.</returns>
    public static string? Text(long milliseconds)
    {
        if (milliseconds < Least || milliseconds > Most)
        {
            return null;
        }

        var format = milliseconds % 1000 == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString(format, CultureInfo.InvariantCulture);
    }
}
