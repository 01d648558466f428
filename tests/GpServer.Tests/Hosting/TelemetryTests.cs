using GpServer.Tests.Rest.Jobs;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GpServer.Tests.Hosting;

public sealed class TelemetryTests
{
    [Theory]
    [InlineData("http/protobuf", HttpProtocols.Http1)]
    [InlineData("grpc", HttpProtocols.Http2)]
    public async Task Measurements_of_jobs_requests_and_the_runtime_reach_the_collector(string protocol, HttpProtocols protocols)
    {
        await using var collector = await OtlpCollector.StartAsync(protocols);
        await using var server = new MeasuredServer(collector.Address, protocol);
        await server.CreateClient().Run("Echo", ("Text", "a"));
        string[] expected =
        [
            "gpserver.job.duration", "gpserver.job.wait", "ToolboxAsync", "http.server.request.duration", "dotnet.gc.collections", "service.name",
            "service.instance.id", Environment.MachineName,
        ];
        var end = DateTime.UtcNow.AddSeconds(30);
        while (expected.FirstOrDefault(text => !collector.Received.Contains(text, StringComparison.Ordinal)) is { } missing)
        {
            (DateTime.UtcNow < end).ShouldBeTrue($"{missing} did not reach the collector");
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task A_collector_that_is_away_disturbs_nobody()
    {
        await using var server = new MeasuredServer("http://127.0.0.1:9", "http/protobuf");
        await server.CreateClient().Run("Echo", ("Text", "a"));
    }

    /// <summary>The standard variables are settings like any other.</summary>
    sealed class MeasuredServer(string endpoint, string protocol) : TestServer(("Telemetry:OtlpEndpoint", endpoint))
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("OTEL_EXPORTER_OTLP_PROTOCOL", protocol);
            builder.UseSetting("OTEL_METRIC_EXPORT_INTERVAL", "500");
        }
    }
}
