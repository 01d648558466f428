using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GpServer.Tests.Http;

/// <summary>A server to which every request comes from one address.</summary>
sealed class ServerBehind(IPAddress peer, params (string, string)[] settings) : TestServer(settings)
{
    readonly From _from = new(peer);

    /// <summary>Who the client of the last request was, as the server believed.</summary>
    public IPAddress? Client => _from.Client;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(_from));
    }

    sealed class From(IPAddress peer) : IStartupFilter
    {
        public IPAddress? Client { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (HttpContext context, RequestDelegate rest) =>
            {
                context.Connection.RemoteIpAddress = peer;
                await rest(context);
                Client = context.Connection.RemoteIpAddress;
            });
            next(app);
        };
    }
}
