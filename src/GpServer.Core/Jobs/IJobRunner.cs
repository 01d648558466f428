namespace GpServer.Core.Jobs;

/// <summary>
/// Runs stored jobs: reads the inputs exactly as a request that waits does, runs the tool and stores the results. The host provides it,
/// since the queue knows neither request formats nor tools.
/// </summary>
public interface IJobRunner
{
    /// <summary>
    /// Runs to the end on the calling thread, which is the run's own. When it returns, the job has succeeded with what was stored.
    /// </summary>
    /// <param name="stop">The job was cancelled, its time is over, it is no longer this node's, or the node stops.</param>
    /// <exception cref="GpException">The job fails with this message.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    void Run(IJobRun run, CancellationToken stop);
}
