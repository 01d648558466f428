using System.Globalization;
using GpServer.Options;
using GpServer.Rest;
using GpServer.Rest.Answers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace GpServer.Http;

/// <summary>
/// Where HTTPS is required, plain HTTP is answered with the way to it: people are sent there, clients get an error. They are not sent on,
/// since a token that came in plain text would then go unnoticed at each request. A request that came to a trusted proxy by HTTPS is one.
/// </summary>
sealed class HttpsOnly(IOptions<GpServerOptions> options, IServer server) : IMiddleware
{
    const int UsualPort = 443;

    readonly HttpsOptions _options = options.Value.Https;
    readonly int _adminPort = options.Value.Admin.Port;
    readonly StringValues _hsts = string.Create(CultureInfo.InvariantCulture, $"max-age={options.Value.Https.HstsSeconds}");

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.IsHttps)
        {
            if (_options.HstsSeconds > 0)
            {
                context.Response.Headers.StrictTransportSecurity = _hsts;
            }

            return next(context);
        }

        if (!_options.Required || HealthPath.Is(request))
        {
            return next(context);
        }

        if (IsForPeople(request))
        {
            Redirect(context);
            return Task.CompletedTask;
        }

        return Refusal.WriteAsync(context, StatusCodes.Status200OK, new EsriError(StatusCodes.Status403Forbidden, "SSL required.",
            ["This server is asked by HTTPS only.",
            "What was sent by plain HTTP could be read on its way: a password or token in it should be changed."]));
    }

    static bool IsForPeople(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Host.HasValue && Refusal.Format(request) == OutputFormat.Html && !Credentials.AreIn(request);

    void Redirect(HttpContext context)
    {
        var request = context.Request;
        var port = Port();
        var host = port == UsualPort ? new HostString(request.Host.Host) : new HostString(request.Host.Host, port);
        var path = (request.PathBase + request.Path).ToUriComponent();
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = $"https://{host.ToUriComponent()}{path}{request.QueryString.ToUriComponent()}";
    }

    int Port()
    {
        if (_options.Port > 0)
        {
            return _options.Port;
        }

        foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            // At the administration's port there are no pages.
            if (BindingAddress.Parse(address) is { Port: > 0 } own && ListenAddresses.IsHttps(own) && own.Port != _adminPort)
            {
                return own.Port;
            }
        }

        return UsualPort;
    }
}
