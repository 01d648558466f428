using GpServer.Rest.Answers;
using Microsoft.Net.Http.Headers;

namespace GpServer.Http;

/// <summary>
/// Refuses a request whose body turns out to be broken, or too slow, while it is read. Left to the server it would be a failure with its
/// stack in the log, which any client could fill.
/// </summary>
static class BrokenBodies
{
    public static async Task RefuseAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            // The rest of it cannot be told from a next request.
            context.Response.Headers[HeaderNames.Connection] = "close";
            var text = e.StatusCode == StatusCodes.Status408RequestTimeout
                ? "The body of the request came more slowly than this server waits for."
                : "The body of the request is not well formed.";
            await Refusal.WriteAsync(context, e.StatusCode, new EsriError(e.StatusCode, "Unable to complete operation.", [text]));
        }
    }
}
