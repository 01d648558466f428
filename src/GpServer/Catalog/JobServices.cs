using GpServer.Jobs;

namespace GpServer.Catalog;

/// <summary>The asynchronous services of the catalog, as the queue wants to know them.</summary>
sealed class JobServices(IServiceCatalog catalog) : IJobServices
{
    readonly Lock _lock = new();
    IReadOnlyList<GpService>? _of;
    Dictionary<string, JobServiceSettings> _settings = [];

    public IReadOnlyCollection<JobServiceSettings> All => Settings().Values;

    public JobServiceSettings? Find(string service) => Settings().GetValueOrDefault(service);

    // Asked several times for each job, and changed when the catalog is another.
    Dictionary<string, JobServiceSettings> Settings()
    {
        var services = catalog.Services;
        lock (_lock)
        {
            if (!ReferenceEquals(services, _of))
            {
                _settings = services.Where(service => service.ExecutionType == ExecutionType.Asynchronous)
                    .ToDictionary(service => service.QualifiedName, Of, StringComparer.Ordinal);
                _of = services;
            }

            return _settings;
        }
    }

    static JobServiceSettings Of(GpService service) => new()
    {
        Service = service.QualifiedName,
        Instances = service.Started ? service.MaxInstances : 0,
        MaxWait = service.MaxQueueTime,
        MaxUsage = service.MaxUsageTime,
        Retention = service.Retention,
        MaxQueued = service.MaxQueued,
    };
}
