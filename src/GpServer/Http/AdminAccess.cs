using GpServer.Options;
using GpServer.Rest;
using Microsoft.Extensions.Options;

namespace GpServer.Http;

/// <summary>
/// Answers below <c>/admin</c> only where the administration is to be reached, and at its own port nothing else; anywhere else it is as
/// if there were nothing.
/// </summary>
sealed class AdminAccess(IOptions<GpServerOptions> options, RestPipeline pipeline) : IMiddleware
{
    static readonly PathString Administration = "/admin";

    readonly AdminOptions _options = options.Value.Admin;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var isAdmin = context.Request.Path.StartsWithSegments(Administration, StringComparison.OrdinalIgnoreCase);
        var isAdminPort = _options.Port > 0 && context.Connection.LocalPort == _options.Port;
        var isThere = isAdmin
            ? _options.Enabled && (_options.Port == 0 || isAdminPort)
            : !isAdminPort || HealthPath.Is(context.Request);
        return isThere ? next(context) : UnknownPaths.AnswerAsync(context, pipeline);
    }
}
