namespace GpServer.Storage.Features;

/// <summary>What is known of a stored set when its last chunk is written, and need not be read from its chunks again.</summary>
public sealed record FeatureSetSummary
{
    /// <summary>How many features there are.</summary>
    public long Count { get; init; }

    public int Chunks { get; init; }

    /// <summary>The bytes of all chunks together.</summary>
    public long Bytes { get; init; }

    /// <summary>Around all geometries; null when none has a place.</summary>
    public Extent? Extent { get; init; }

    /// <summary>True when more features exist than are stored.</summary>
    public bool ExceededTransferLimit { get; init; }
}
