using System.Globalization;
using GpServer.Storage;
using GpServer.Storage.Features;
using GpServer.Storage.Layers;

namespace GpServer.Jobs.Reading;

/// <summary>The chunks of a result as those of a layer. A result of a job that has succeeded never changes, so its lease makes the key.</summary>
sealed class JobLayerChunks(Store store, Job job, string name, FeatureSetSummary summary) : ILayerChunks
{
    public string Key { get; } = string.Create(CultureInfo.InvariantCulture, $"job {job.Id} {job.Lease} {name}");

    public FeatureSetSummary Summary => summary;

    public IEnumerable<FeatureChunk> Read(IEnumerable<int> numbers, CancellationToken stop) =>
        new StoredChunks(store, job, name, [.. numbers], stop);

    /// <summary>None is stored: most results are never searched.</summary>
    public byte[]? ReadIndex(CancellationToken stop) => null;
}
