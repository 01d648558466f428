using System.Globalization;
using GpServer.Core;
using GpServer.Core.Parameters;
using GpServer.Rest;

namespace GpServer.Admin.Logs;

/// <summary>Times in requests: milliseconds since 1970, or as ISO 8601 writes them, in UTC where they name no zone.</summary>
static class LogTimes
{
    const string Expected = "expected milliseconds since 1970 or a time such as 2026-01-31T12:00:00Z";

    static readonly string[] Forms =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ss,FFFFFFFK"];

    /// <exception cref="GpException">It is no time.</exception>
    public static DateTimeOffset Time(this RestRequest request, string name, DateTimeOffset otherwise)
    {
        if (request.Parameters.Word(name) is not { } word)
        {
            return otherwise;
        }

        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds >= 0 && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        }

        return DateTimeOffset.TryParseExact(word, Forms, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new GpException(GpError.InvalidParameter, $"{name}: '{ParameterText.Form(word).Excerpt()}' is not valid; {Expected}.");
    }
}
