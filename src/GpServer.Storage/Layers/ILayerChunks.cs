using GpServer.Storage.Features;

namespace GpServer.Storage.Layers;

/// <summary>Where the chunks of one stored set are kept. The set never changes; at most it is deleted. Many threads may read at once.</summary>
public interface ILayerChunks
{
    /// <summary>A name that no other set of this site ever has: caches know the set by it.</summary>
    string Key { get; }

    /// <summary>What the chunks hold together.</summary>
    FeatureSetSummary Summary { get; }

    /// <summary>Reads chunks by their numbers, which are counted from 1, one at a time while they are enumerated.</summary>
    /// <exception cref="InvalidDataException">A chunk is damaged, or the set was deleted meanwhile.</exception>
    IEnumerable<FeatureChunk> Read(IEnumerable<int> numbers, CancellationToken stop);

    /// <summary>The index as <see cref="LayerIndex.Write"/> made it; null where none is stored, so that it is built from the chunks.</summary>
    /// <exception cref="InvalidDataException">The set was deleted meanwhile.</exception>
    byte[]? ReadIndex(CancellationToken stop);
}
