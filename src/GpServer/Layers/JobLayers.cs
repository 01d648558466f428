using System.Globalization;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Jobs;
using GpServer.Security;

namespace GpServer.Layers;

/// <inheritdoc/>
sealed class JobLayers(IServiceCatalog catalog, IJobReader reader, HostedLayers hosted) : IJobLayers
{
    public async ValueTask<ServedLayers> OfAsync(Job job, Caller? caller, CancellationToken stop)
    {
        if (job.Status != JobStatus.Succeeded)
        {
            throw new GpException(GpError.WrongOperation, $"The job {job.Id} has no results: only one that has succeeded has.");
        }

        var task = catalog.Published(job.Service).Published.Find(job.Task)
            ?? throw new GpException(GpError.NotFound, $"Task {job.Task} not found in service {job.Service}/GPServer.");
        var layers = new List<ServedLayer>();
        var version = string.Create(CultureInfo.InvariantCulture, $"{job.Id}-{job.Lease}");
        var isPartial = false;
        foreach (var (output, number) in Numbered(task.Definition))
        {
            var (layer, isAllowed) = await LayerAsync(job, output, number, caller, stop);
            if (layer is not null)
            {
                layers.Add(layer);
            }
            else if (!isAllowed)
            {
                // What is kept of the whole is not for who sees a part, nor the other way round.
                version = string.Create(CultureInfo.InvariantCulture, $"{version}-{number}");
                isPartial = true;
            }
        }

        return new ServedLayers(job.Service, layers)
        {
            Version = version,
            IsPartial = isPartial,
        };
    }

    /// <summary>The layer of an output: of what is stored with the job, or of the hosted service that it became.</summary>
    async ValueTask<(ServedLayer? Layer, bool IsAllowed)> LayerAsync(
        Job job, GpParameter output, int number, Caller? caller, CancellationToken stop)
    {
        if (await reader.LayerAsync(job, output.Name, stop) is { } features)
        {
            return (new ServedLayer(number, output.Label, features), true);
        }

        return await reader.TextAsync(job, JobValueKind.Result, output.Name, stop) is { } json
            && HostedUrl.LayerOf(output, json) is var (service, layer)
            ? await hosted.OfJobAsync(job, service, layer, caller, stop)
            : (null, true);
    }

    /// <summary>
    /// The outputs of a task that become layers and their numbers: those of features in the task's order from 0, then those of rows. An output that
    /// a job has not made leaves its number free.
    /// </summary>
    public static IEnumerable<(GpParameter Output, int Number)> Numbered(ToolDefinition task) => task.Outputs
        .Where(output => output is FeaturesParameter or RecordSetParameter)
        .OrderBy(output => output is FeaturesParameter ? 0 : 1)
        .Select((output, number) => (output, number));
}
