using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GpServer.Tests.Http;

public sealed class ProxyTests
{
    [Theory]
    [InlineData(null, "192.0.2.9", "http://localhost/")]
    [InlineData(null, "127.0.0.1", "https://gis.example.com/maps/arcgis/")]
    [InlineData("192.0.2.9", "192.0.2.9", "https://gis.example.com/maps/arcgis/")]
    [InlineData("192.0.2.0/24", "192.0.2.9", "https://gis.example.com/maps/arcgis/")]
    [InlineData("192.0.2.0/24", "198.51.100.1", "http://localhost/")]
    public async Task Only_known_proxies_say_what_the_client_used(string? known, string from, string url)
    {
        using var server = new ServerBehind(IPAddress.Parse(from), known is null ? [] : [("Proxy:Known:0", known)]);
        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/arcgis/rest/services/Toolbox/GPServer/Echo?f=json");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "gis.example.com");
        request.Headers.Add("X-Forwarded-Prefix", "/maps");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        using var response = await client.SendAsync(request);
        (await response.ReadJson()).GetProperty("helpUrl").GetString()!.ShouldStartWith(url);
    }

    sealed class ServerBehind(IPAddress proxy, (string, string)[] settings) : TestServer(settings)
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(new From(proxy)));
        }
    }

    sealed class From(IPAddress address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = address;
                return rest(context);
            });
            next(app);
        };
    }
}
