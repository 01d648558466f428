using GpServer.Core.Tools;
using GpServer.Options;

namespace GpServer.Catalog;

/// <summary>
/// The services that a new server publishes, so that it does real work from the first start, with the changes that the configuration makes.
/// </summary>
static class SampleServices
{
    /// <exception cref="InvalidOperationException">The configuration changes a service that there is not.</exception>
    public static MemoryCatalog Catalog(ToolCatalog tools, GpServerOptions options)
    {
        var services = options.Sample ? Services(tools).ToDictionary(service => service.QualifiedName, StringComparer.Ordinal) : [];
        foreach (var (name, changes) in options.Services)
        {
            services[name] = services.TryGetValue(name, out var service)
                ? Changed(service, changes)
                : throw new InvalidOperationException(
                    $"{GpServerOptions.Section}:Services:{name} is not a service; expected one of {string.Join(", ", services.Keys)}.");
        }

        return new MemoryCatalog(services.Values);
    }

    static IEnumerable<GpService> Services(ToolCatalog tools)
    {
        var general = tools.Tools.Where(tool => tool.Definition.OnlyForService is null).Select(tool => tool.Definition.Name).ToList();
        yield return new GpService { Name = "Toolbox", Description = "All general tools, answered at once.", Tasks = general };
        yield return new GpService
        {
            Name = "ToolboxAsync",
            Description = "All general tools, run as jobs.",
            ExecutionType = ExecutionType.Asynchronous,
            Tasks = general,
            ResultMapServerName = "ToolboxAsync",
        };
        foreach (var own in tools.Tools.Where(tool => tool.Definition.OnlyForService == "BufferPoints"))
        {
            yield return new GpService
            {
                Name = "BufferPoints",
                Description = "Geodesic buffers of points.",
                ExecutionType = ExecutionType.Asynchronous,
                Tasks = [own.Definition.Name],
            };
        }
    }

    static GpService Changed(GpService service, ServiceOptions changes) => service with
    {
        MaximumRecords = changes.MaximumRecords ?? service.MaximumRecords,
        MaxInstances = changes.MaxInstances ?? service.MaxInstances,
        MaxWaitTime = changes.MaxWaitSeconds is { } wait ? TimeSpan.FromSeconds(wait) : service.MaxWaitTime,
        MaxUsageTime = changes.MaxUsageSeconds is { } usage ? TimeSpan.FromSeconds(usage) : service.MaxUsageTime,
        MaxQueueTime = changes.MaxQueueSeconds is { } queue ? TimeSpan.FromSeconds(queue) : service.MaxQueueTime,
        MaxQueued = changes.MaxQueued ?? service.MaxQueued,
        Retention = changes.RetentionSeconds is { } retention ? TimeSpan.FromSeconds(retention) : service.Retention,
        ShowMessages = changes.ShowMessages ?? service.ShowMessages,
        Started = changes.Started ?? service.Started,
    };
}
