using GpServer.Core.Execution;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;
using GpServer.Hosting;
using GpServer.Options;
using GpServer.Wire;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GpServer.Execution;

/// <summary>The tools, the services that publish them, and what runs them.</summary>
static class ExecutionSurface
{
    public static IServiceCollection AddExecution(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => ToolCatalog.Scan(typeof(Tools.Analysis.Buffer).Assembly));
        services.AddSingleton<IFeatureReader, FeatureReader>();
        services.AddSingleton<IFeatureWriter, FeatureWriter>();
        services.AddSingleton<IReferenceResolver, NoReferences>();
        services.AddSingleton(SpatialReferences.Default);
        services.AddSingleton(provider => RunOptionsOf(
            provider.GetRequiredService<IOptions<GpServerOptions>>().Value, provider.GetRequiredService<TemporaryFiles>()));
        services.AddSingleton<ValueReadings>();
        services.AddSingleton<TaskRunner>();
        services.AddSingleton<StoredResults>();
        services.AddSingleton<ServiceGates>();
        services.AddSingleton<ServiceUses>();
        services.AddSingleton<TaskExecution>();
        return services;
    }

    static RunOptions RunOptionsOf(GpServerOptions options, TemporaryFiles temporary) => new()
    {
        Cores = options.Limits.CoresPerRun == 0 ? Environment.ProcessorCount : options.Limits.CoresPerRun,
        ResultVertices = options.Limits.ResultVertices,
        VerticesInMemory = options.Limits.VerticesInMemory,
        FileBytes = options.Limits.FileBytes,
        TemporaryDirectory = temporary.Folder,
    };
}
