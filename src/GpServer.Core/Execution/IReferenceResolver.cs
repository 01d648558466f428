using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Values;

namespace GpServer.Core.Execution;

/// <summary>Gets what values of inputs only refer to, for one run.</summary>
public interface IReferenceResolver
{
    /// <summary>The features that a value refers to. They can be read as often as the tool likes, until the run ends.</summary>
    /// <exception cref="GpException">They cannot be had; the message names the parameter.</exception>
    ValueTask<FeatureSet> ResolveAsync(FeatureReference reference, FeatureReadOptions options, CancellationToken stop);

    /// <summary>The file that a value refers to, as one of this machine (<see cref="DataFile.LocalPath"/>) until the run ends.</summary>
    /// <exception cref="GpException">It cannot be had; the message names the parameter.</exception>
    ValueTask<DataFile> ResolveAsync(DataFile file, DataFileParameter parameter, CancellationToken stop);

    /// <summary>The raster that a value refers to.</summary>
    /// <exception cref="GpException">It cannot be had; the message names the parameter.</exception>
    ValueTask<RasterData> ResolveAsync(RasterData raster, RasterParameter parameter, CancellationToken stop);
}
