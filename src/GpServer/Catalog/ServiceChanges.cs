using GpServer.Options;

namespace GpServer.Catalog;

/// <summary>What the configuration changes of services, on this node alone.</summary>
static class ServiceChanges
{
    /// <summary>The name of a service that the configuration changes and that there is not, or null.</summary>
    public static string? Missing(IEnumerable<GpService> services, GpServerOptions options) =>
        options.Services.Keys.FirstOrDefault(name => services.All(service => service.QualifiedName != name));

    public static GpService Apply(GpService service, GpServerOptions options) =>
        options.Services.TryGetValue(service.QualifiedName, out var changes) ? Apply(service, changes) : service;

    static GpService Apply(GpService service, ServiceOptions changes) => service with
    {
        MaximumRecords = changes.MaximumRecords ?? service.MaximumRecords,
        OwnInstances = changes.MaxInstances ?? service.OwnInstances,
        MaxWaitTime = Seconds(changes.MaxWaitSeconds, service.MaxWaitTime),
        MaxUsageTime = Seconds(changes.MaxUsageSeconds, service.MaxUsageTime),
        MaxQueueTime = Seconds(changes.MaxQueueSeconds, service.MaxQueueTime),
        MaxQueued = changes.MaxQueued ?? service.MaxQueued,
        Retention = Seconds(changes.RetentionSeconds, service.Retention),
        ShowMessages = changes.ShowMessages ?? service.ShowMessages,
        Started = changes.Started ?? service.Started,
    };

    static TimeSpan Seconds(double? seconds, TimeSpan otherwise) => seconds is { } value ? TimeSpan.FromSeconds(value) : otherwise;
}
