namespace GpServer.Scan.Rules;

/// <summary>Measurements go to another machine in plain text.</summary>
sealed class TelemetryWithoutTls : IScanRule
{
    const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        var own = subject.Options.Telemetry.OtlpEndpoint;
        var endpoint = own.Length > 0 ? own : subject.Configuration[Variable];
        if (Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback)
        {
            yield return new Finding(Severity.Recommended, "telemetry-without-tls",
                $"Measurements are sent to {uri.GetLeftPart(UriPartial.Authority)} without TLS.",
                "Names of services and tasks, the load, and keys of the collector in headers can be read on their way.",
                "an https:// address for GpServer:Telemetry:OtlpEndpoint, or a collector on this machine.");
        }
    }
}
