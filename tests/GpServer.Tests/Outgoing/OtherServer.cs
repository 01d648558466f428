using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GpServer.Tests.Outgoing;

/// <summary>Another server, on a port of this machine, that does to its clients what a test says, and remembers what it was asked.</summary>
sealed class OtherServer : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly ConcurrentQueue<Asked> _asked = new();

    OtherServer(WebApplication app)
    {
        _app = app;
    }

    public Uri Address => new(_app.Urls.First());

    public int Port => Address.Port;

    public IReadOnlyList<Asked> Requests => [.. _asked];

    public string Url(string path) => $"http://127.0.0.1:{Port}{path}";

    public static async Task<OtherServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new OtherServer(app);
        app.Run(async http =>
        {
            var form = http.Request.HasFormContentType
                ? (await http.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString())
                : [];
            server._asked.Enqueue(new Asked(http.Request.Method, http.Request.Path, http.Request.QueryString.Value ?? "", form,
                http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            await answer(http);
        });
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    /// <summary>One request as it came.</summary>
    public sealed record Asked(
        string Method, string Path, string Query, IReadOnlyDictionary<string, string> Form, IReadOnlyDictionary<string, string> Headers);
}
