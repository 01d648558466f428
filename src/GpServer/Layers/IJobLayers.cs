using GpServer.Jobs;

namespace GpServer.Layers;

/// <summary>The features that a job made, as layers: its feature outputs in the task's order, numbered from 0, then its tables.</summary>
interface IJobLayers
{
    /// <summary>The layers of a job that has succeeded. Who asks has been checked already.</summary>
    /// <exception cref="Core.GpException">The job has no results.</exception>
    ValueTask<ServedLayers> OfAsync(Job job, CancellationToken stop);
}
