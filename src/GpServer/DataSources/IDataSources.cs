using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Values;

namespace GpServer.DataSources;

/// <summary>Data that an administrator has registered, as the inputs of tasks use it.</summary>
interface IDataSources
{
    /// <summary>The features of the layer that the reference names (<see cref="FeatureReference.Layer"/>); null when nothing of this name is
    /// registered.</summary>
    /// <param name="temporaryDirectory">A folder of this run alone, for what has to be copied.</param>
    /// <exception cref="Core.GpException">The data cannot be read; the message names the parameter.</exception>
    ValueTask<FeatureSet?> FindAsync(FeatureReference reference, FeatureReadOptions options, string temporaryDirectory, CancellationToken stop);
}
