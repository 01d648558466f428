using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GpServer.Tests.Hosting;

/// <summary>Takes measurements as a collector does, by HTTP or by gRPC, and keeps what came.</summary>
sealed class OtlpCollector : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly ConcurrentQueue<string> _received = new();

    OtlpCollector(HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        _app = builder.Build();
        _app.MapPost("/v1/metrics", Keep);
        _app.MapPost("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", async http =>
        {
            await Keep(http);
            http.Response.ContentType = "application/grpc";
            http.Response.AppendTrailer("grpc-status", "0");

            // An empty message: not compressed, of no bytes.
            await http.Response.Body.WriteAsync(new byte[5]);
        });
    }

    public string Address => _app.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>The texts in what came are readable in it as they are.</summary>
    public string Received => string.Join('\n', _received);

    public static async Task<OtlpCollector> StartAsync(HttpProtocols protocols)
    {
        var collector = new OtlpCollector(protocols);
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    async Task Keep(HttpContext http)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _received.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
    }
}
