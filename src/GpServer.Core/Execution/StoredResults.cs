using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;

namespace GpServer.Core.Execution;

/// <summary>Results that were stored as the tool made them, for a caller who wants them in a system of his own.</summary>
public sealed class StoredResults(RunOptions options, SpatialReferences references)
{
    /// <summary>
    /// The set in the system asked for. The work is done while it is read, on as many cores as a run may use. Features that cannot be
    /// projected lose their shape.
    /// </summary>
    /// <param name="system">Null leaves the set in its own system.</param>
    /// <param name="recordLimit">A set with more features comes back without any, and marked.</param>
    /// <exception cref="GpException">There is no way from the set's system to this one. Nothing has been read yet then.</exception>
    public FeatureSet Prepare(FeatureSet set, SpatialReference? system, int recordLimit, string parameter, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(set);
        var pipeline = new FeaturePipeline(new RunBudget(long.MaxValue, stop), options.Cores);
        var environment = new EnvironmentSettings { OutSpatialReference = system };
        var finished = new FeaturePreparation(environment, references, new ToolMessages()).Finish(set.Under(pipeline), parameter);
        return set.KnownCount > recordLimit
            ? new FeatureSet(finished.Schema, []) { KnownCount = 0, ExceededTransferLimit = true }
            : new FeatureSet(finished.Schema, finished.Features, pipeline)
            {
                KnownCount = set.KnownCount,
                ExceededTransferLimit = set.ExceededTransferLimit,
            };
    }
}
