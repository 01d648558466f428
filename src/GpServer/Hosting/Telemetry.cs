using System.Reflection;
using GpServer.Jobs;
using GpServer.Options;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace GpServer.Hosting;

/// <summary>
/// Sends what the node measures to an OTLP collector, where one is named: by <c>GpServer:Telemetry:OtlpEndpoint</c>, or by the standard variable
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>. The other standard variables (protocol, headers, interval) apply as well.
/// </summary>
sealed class Telemetry(IOptions<GpServerOptions> options, IConfiguration configuration, JobOptions node) : IHostedService, IDisposable
{
    const string Service = "gpserver";
    const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // The last measurements are worth a moment, but a collector that is away must not hold the stop up.
    const int FlushMilliseconds = 5_000;

    static readonly string[] Meters =
        [JobMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    MeterProvider? _provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var own = options.Value.Telemetry.OtlpEndpoint;
        if (own.Length > 0 || !string.IsNullOrEmpty(configuration[Endpoint]))
        {
            // As a variable and not as a property of the exporter: only then is the path of the signal added for HTTP.
            var settings = new ConfigurationBuilder().AddConfiguration(configuration);
            if (own.Length > 0)
            {
                settings.AddInMemoryCollection([KeyValuePair.Create<string, string?>(Endpoint, own)]);
            }

            _provider = Build(settings.Build());
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _provider?.Shutdown(FlushMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose() => _provider?.Dispose();

    MeterProvider Build(IConfiguration settings) => Sdk.CreateMeterProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(settings))
        .ConfigureResource(resource => resource
            .AddService(Service, serviceVersion: Version(), serviceInstanceId: node.Node)
            .AddEnvironmentVariableDetector())
        .AddMeter(Meters)
        .AddOtlpExporter()
        .Build();

    static string? Version() => typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
