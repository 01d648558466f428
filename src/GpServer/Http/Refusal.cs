using GpServer.Rest;
using GpServer.Rest.Answers;

namespace GpServer.Http;

/// <summary>
/// Refuses a request before it reaches a resource: with the error object of the protocol, as JSON or as a page. Neither the body nor more
/// of the query than <c>f</c> is read.
/// </summary>
static class Refusal
{
    /// <param name="status">
    /// The HTTP status. Clients of the protocol look into the body of status 200; others are for those that look no further.
    /// </param>
    public static async Task WriteAsync(HttpContext http, int status, EsriError error)
    {
        if (http.Features.Get<RequestFacts>() is { } facts)
        {
            facts.ErrorCode = error.Code;
        }

        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        using var answer = new ErrorAnswer(error);
        await new AnswerWriter(http).WriteAsync(answer, Format(http.Request), callback: null);
    }

    /// <summary>The form of what the request asks for, by <c>f</c> and else by <c>Accept</c>.</summary>
    public static OutputFormat Format(HttpRequest request) => request.Query["f"].ToString().ToUpperInvariant() switch
    {
        "" => OutputFormats.TakesPages(request.Headers.Accept) ? OutputFormat.Html : OutputFormat.Json,
        "HTML" => OutputFormat.Html,
        "PJSON" => OutputFormat.PrettyJson,
        _ => OutputFormat.Json,
    };
}
