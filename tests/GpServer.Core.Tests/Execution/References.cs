using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Values;

namespace GpServer.Core.Tests.Execution;

/// <summary>Gets features as a test says, and leaves files and rasters where they are.</summary>
sealed class References(Func<FeatureReference, FeatureReadOptions, FeatureSet> features) : IReferenceResolver
{
    public ValueTask<FeatureSet> ResolveAsync(FeatureReference reference, FeatureReadOptions options, CancellationToken stop) =>
        new(features(reference, options));

    public ValueTask<DataFile> ResolveAsync(DataFile file, DataFileParameter parameter, CancellationToken stop) => new(file);

    public ValueTask<RasterData> ResolveAsync(RasterData raster, RasterParameter parameter, CancellationToken stop) => new(raster);
}
