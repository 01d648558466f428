using GpServer.Core.Features;
using GpServer.Storage.Features;
using GpServer.Storage.Layers;

namespace GpServer.Storage.Tests.Layers;

/// <summary>A stored set in memory that counts what is read of it.</summary>
sealed class MemoryChunks : ILayerChunks
{
    readonly List<FeatureChunk> _chunks;

    public MemoryChunks(FeatureSet set, int features, string key)
    {
        var writer = new FeatureChunkWriter(set, new ChunkLimits { Features = features });
        _chunks = [.. writer.Chunks()];
        SchemaBlock = writer.SchemaBlock;
        Summary = writer.Summary;
        Key = key;
    }

    public ReadOnlyMemory<byte> SchemaBlock { get; }

    public string Key { get; }

    public FeatureSetSummary Summary { get; }

    public List<int> Reads { get; } = [];

    public int IndexReads { get; private set; }

    public byte[]? StoredIndex { get; set; }

    public bool IsDeleted { get; set; }

    public IEnumerable<FeatureChunk> Read(IEnumerable<int> numbers, CancellationToken stop)
    {
        foreach (var number in numbers)
        {
            if (IsDeleted)
            {
                throw new InvalidDataException("The set was deleted.");
            }

            lock (Reads)
            {
                Reads.Add(number);
            }

            yield return _chunks[number - 1];
        }
    }

    public byte[]? ReadIndex(CancellationToken stop)
    {
        IndexReads++;
        return StoredIndex;
    }
}
