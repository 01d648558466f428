using GpServer.Core;
using GpServer.Security;

namespace GpServer.Rest;

/// <summary>
/// What clients of the protocol ask for beside <c>/rest</c>, such as tokens, and this server does not have: they look for an error in the
/// body of status 200. People get the plain 404.
/// </summary>
static class UnknownPaths
{
    static readonly PathString[] Others = ["/openapi", "/healthz"];

    /// <summary>Comes after whatever answers without an endpoint.</summary>
    public static void UseUnknownPaths(this WebApplication app)
    {
        var pipeline = app.Services.GetRequiredService<RestPipeline>();
        app.Use((http, next) => http.GetEndpoint() is null ? AnswerAsync(http, pipeline) : next(http));
    }

    /// <summary>Answers that there is nothing at the request's path.</summary>
    public static Task AnswerAsync(HttpContext http, RestPipeline pipeline)
    {
        if (IsForClients(http.Request))
        {
            return pipeline.AnswerAsync(http, new RestResource(_ => throw NotFound(http.Request), RouteAccess.Open));
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    static GpException NotFound(HttpRequest request) =>
        new(GpError.NotFound, $"There is no resource {request.Path.Value?.TrimStart('/')}.");

    static bool IsForClients(HttpRequest request) =>
        !Others.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        && (request.Query["f"].ToString().ToUpperInvariant() switch
        {
            "JSON" or "PJSON" => true,
            "HTML" => false,
            _ => !OutputFormats.TakesPages(request.Headers.Accept),
        });
}
