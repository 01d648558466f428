using System.Globalization;
using GpServer.Core;
using GpServer.Core.Queries;
using GpServer.Rest.Requests;

namespace GpServer.Rest.Layers;

/// <summary>Reads <c>time</c>: milliseconds since 1970, or two of them with a comma between, of which one may be null.</summary>
static class TimeFilterReading
{
    public static TimeFilter? Read(RequestParameters parameters)
    {
        if (parameters.Word("time") is not { } word)
        {
            return null;
        }

        var ends = word.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries);
        return ends switch
        {
            [var moment] => Both(Moment(moment, word)),
            [var from, var to] => new TimeFilter(Moment(from, word), Moment(to, word)),
            _ => throw Invalid(word),
        };
    }

    static TimeFilter? Both(long? moment) => moment is null ? null : new TimeFilter(moment, moment);

    static long? Moment(string text, string word) => text.Equals("null", StringComparison.OrdinalIgnoreCase) || text.Length == 0 ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var moment) ? moment
        : throw Invalid(word);

    static GpException Invalid(string word) => new(
        GpError.InvalidParameter, $"time: '{word}' is not valid; expected milliseconds since 1970, or start,end where one may be null.");
}
