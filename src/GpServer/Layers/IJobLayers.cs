using GpServer.Jobs;
using GpServer.Security;

namespace GpServer.Layers;

/// <summary>The features that a job made, as layers: its feature outputs in the task's order, numbered from 0, then its tables.</summary>
interface IJobLayers
{
    /// <summary>The layers of a job that has succeeded. That the caller may read the job has been checked already.</summary>
    /// <param name="caller">Layers of hosted services that this one may not read are left out; null leaves out none.</param>
    /// <exception cref="Core.GpException">The job has no results.</exception>
    ValueTask<ServedLayers> OfAsync(Job job, Caller? caller, CancellationToken stop);
}
