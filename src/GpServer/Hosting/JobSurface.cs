using GpServer.Catalog;
using GpServer.Core.Jobs;
using GpServer.Core.Spatial;
using GpServer.Execution;
using GpServer.Jobs;
using GpServer.Jobs.Maintenance;
using GpServer.Jobs.Reading;
using GpServer.Jobs.Working;
using GpServer.Layers;
using GpServer.Options;
using GpServer.Security;
using GpServer.Storage;
using GpServer.Storage.Catalog;
using GpServer.Storage.Hosted;
using GpServer.Storage.Layers;
using GpServer.Storage.Site;
using Microsoft.Extensions.Options;

namespace GpServer.Hosting;

/// <summary>The store, the services in it, and the life of jobs.</summary>
static class JobSurface
{
    // What stopping takes beside letting runs go on: giving them back, and storing ends that are under way.
    static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton(provider => StoreOpening.OpenAsync(
            Options(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Store>>())
            .GetAwaiter().GetResult());
        services.AddSingleton<SiteDocuments>();
        services.AddSingleton<ServiceDocuments>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<FirstServices>(SampleServices.Make);
        services.AddSingleton<TaskPublishing>();
        services.AddSingleton<ServiceCheck>();
        services.AddSingleton<StoredCatalog>();
        services.AddSingleton<IServiceCatalog>(provider => provider.GetRequiredService<StoredCatalog>());
        services.AddSingleton<IJobServices, JobServices>();
        services.AddSingleton(provider =>
        {
            var jobs = OptionsOf(Options(provider));
            provider.GetRequiredService<CurrentLimits>().Follow(now => jobs.Grace = TimeSpan.FromSeconds(now.GraceSeconds));
            return jobs;
        });
        services.AddSingleton(provider =>
            new LayerCache(Options(provider).Hosted.CacheBytes, Options(provider).Hosted.IndexBytes));
        services.AddSingleton<HostedServices>();
        services.AddSingleton<HostedReservations>();
        services.AddSingleton<HostedLayers>();
        services.AddSingleton<IHostedLayers>(provider => provider.GetRequiredService<HostedLayers>());
        services.AddSingleton<IJobLayers, JobLayers>();
        services.AddSingleton<JobMetrics>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobAdministration>();
        services.AddSingleton<IJobQueue>(provider => provider.GetRequiredService<JobQueue>());
        services.AddSingleton<JobAccesses>();
        services.AddSingleton<IJobReader>(provider => new JobReader(
            provider.GetRequiredService<JobQueue>(), provider.GetRequiredService<JobAccesses>(), provider.GetRequiredService<SpatialReferences>(),
            provider.GetRequiredService<LayerCache>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IJobRunner, JobRunner>();
        services.AddSingleton<JobMaintenance>();
        services.AddSingleton<JobWorker>();
        services.AddHostedService<JobNode>();
        services.AddSingleton<SiteRefresh>();
        services.AddHostedService(provider => provider.GetRequiredService<SiteRefresh>());
        services.AddOptions<HostOptions>().Configure<IOptions<GpServerOptions>>((host, options) =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(options.Value.Node.StopSeconds) + StopMargin);
        return services;
    }

    static GpServerOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<GpServerOptions>>().Value;

    static JobOptions OptionsOf(GpServerOptions options) => new()
    {
        Heartbeat = TimeSpan.FromSeconds(options.Jobs.HeartbeatSeconds),
        Lease = TimeSpan.FromSeconds(options.Jobs.LeaseSeconds),
        Sweep = TimeSpan.FromSeconds(options.Jobs.SweepSeconds),
        Poll = TimeSpan.FromSeconds(options.Jobs.PollSeconds),
        StoreAccess = TimeSpan.FromSeconds(options.Jobs.StoreAccessSeconds),
        MaxRuns = options.Jobs.MaxRuns,
        MaxQueuedPerUser = options.Jobs.MaxQueuedPerUser,
        MaxInputBytes = options.Jobs.InputBytes,
        MaxResultBytes = options.Jobs.ResultBytes,
        Hosted = options.Hosted.ToLimits(),
        StopWithin = TimeSpan.FromSeconds(options.Node.StopSeconds),
    };
}
