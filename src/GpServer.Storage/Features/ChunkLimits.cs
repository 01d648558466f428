namespace GpServer.Storage.Features;

/// <summary>When a chunk is full. A feature is never divided: one that is larger than a chunk has one of its own.</summary>
public sealed record ChunkLimits
{
    public static ChunkLimits Default { get; } = new();

    /// <summary>
    /// Features of a chunk: enough to compress well, few enough that a page or a window reads little beside what it needs.
    /// </summary>
    public int Features { get; init; } = 1_000;

    /// <summary>Bytes of coordinates, numbers and texts (two for each character), before they are compressed.</summary>
    public int Bytes { get; init; } = 1 << 20;

    /// <summary>
    /// Bytes of one feature, beyond which it is refused: storing one takes several times its memory. 16 million vertices without z and m.
    /// </summary>
    public long FeatureBytes { get; init; } = 1L << 28;
}
