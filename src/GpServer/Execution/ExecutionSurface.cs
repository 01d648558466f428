using GpServer.Core.Execution;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;
using GpServer.Hosting;
using GpServer.Options;
using GpServer.References;
using GpServer.Wire;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        services.AddReferences();
        services.AddSingleton(SpatialReferences.Default);
        services.AddSingleton(provider => RunOptionsOf(
            provider.GetRequiredService<CurrentLimits>(), provider.GetRequiredService<TemporaryFiles>()));
        services.AddSingleton<ValueReadings>();
        services.AddSingleton<TaskRunner>();
        services.AddSingleton<StoredResults>();
        services.AddSingleton<ServiceGates>();
        services.AddSingleton<ServiceUses>();
        services.AddSingleton<TaskExecution>();
        return services;
    }

    /// <summary>What runs may use; they look at it when they begin.</summary>
    static RunOptions RunOptionsOf(CurrentLimits limits, TemporaryFiles temporary)
    {
        var runs = new RunOptions { TemporaryDirectory = temporary.Folder };
        limits.Follow(now =>
        {
            runs.Cores = now.CoresPerRun == 0 ? Environment.ProcessorCount : now.CoresPerRun;
            runs.ResultVertices = now.ResultVertices;
            runs.VerticesInMemory = now.VerticesInMemory;
            runs.FileBytes = now.FileBytes;
        });
        return runs;
    }
}
