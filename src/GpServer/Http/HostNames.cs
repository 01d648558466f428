using GpServer.Options;
using GpServer.Rest.Answers;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace GpServer.Http;

/// <summary>
/// Refuses requests for other names than the server's. URLs in answers repeat the name, so another one would send clients, and what is
/// cached for them, elsewhere. It comes after the proxy's headers were read: what counts is the name that the client used.
/// </summary>
sealed class HostNames(IOptions<GpServerOptions> options) : IMiddleware
{
    readonly StringSegment[] _names = [.. options.Value.Hosts.Select(name => new StringSegment(name))];

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // Health checks ask by address, and their answer repeats nothing.
        if (_names.Length == 0 || HealthPath.Is(context.Request) || IsKnown(context.Request.Host))
        {
            return next(context);
        }

        return Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, new EsriError(StatusCodes.Status400BadRequest,
            "Invalid host name.", [$"Host: '{context.Request.Host}' is not a name of this server."]));
    }

    bool IsKnown(HostString host)
    {
        try
        {
            return host.HasValue && HostString.MatchesAny(host.Value, _names);
        }
        catch (FormatException)
        {
            // What stands after the colon is no port.
            return false;
        }
    }
}
