namespace GpServer.Options;

/// <summary>Where measurements go: <c>GpServer:Telemetry</c>.</summary>
sealed class TelemetryOptions
{
    /// <summary>
    /// The OTLP collector, such as <c>http://collector:4317</c>. Where nothing is said, <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> counts; without both
    /// nothing is sent.
    /// </summary>
    public string OtlpEndpoint { get; set; } = "";
}
