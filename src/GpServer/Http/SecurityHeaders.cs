using GpServer.Rest.Answers;
using Microsoft.Extensions.Primitives;

namespace GpServer.Http;

/// <summary>
/// What every answer tells browsers to keep from: guessing types, telling other sites the address with the token in it, frames, scripts. A
/// resource that needs more replaces the header by its own.
/// </summary>
static class SecurityHeaders
{
    // Pages of other sites show images that this server makes. Without the header a page that isolates itself could not.
    static readonly StringValues FromEverywhere = "cross-origin";
    static readonly StringValues NoSniffing = "nosniff";

    // Not none at all: without it a form of an own page would be sent as if it came from nowhere.
    static readonly StringValues OwnReferrer = "same-origin";
    static readonly StringValues NoFrame = "DENY";
    static readonly StringValues NoStore = "no-store";
    static readonly StringValues NoContent = HtmlPage.ContentSecurityPolicy;

    public static Task SetAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = NoSniffing;
        headers.XFrameOptions = NoFrame;
        headers.ContentSecurityPolicy = NoContent;
        headers["Referrer-Policy"] = OwnReferrer;
        headers["Cross-Origin-Resource-Policy"] = FromEverywhere;
        if (Credentials.AreIn(context.Request))
        {
            headers.CacheControl = NoStore;
        }

        return next(context);
    }
}
