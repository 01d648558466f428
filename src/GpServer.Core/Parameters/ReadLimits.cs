namespace GpServer.Core.Parameters;

/// <summary>Bounds on what one request may bring.</summary>
public sealed record ReadLimits
{
    /// <summary>Vertices in all feature sets of a request together.</summary>
    public long Vertices { get; init; } = 5_000_000;

    /// <summary>Features or rows in one set.</summary>
    public int Features { get; init; } = 2_000_000;

    /// <summary>Fields of one set, declared or inferred.</summary>
    public int Fields { get; init; } = 1_000;

    /// <summary>How deep JSON may be nested.</summary>
    public int JsonDepth { get; init; } = 64;

    /// <summary>Elements of a multi-value, rows of a value table.</summary>
    public int Values { get; init; } = 100_000;

    /// <summary>UTF-8 bytes of one text value.</summary>
    public int TextBytes { get; init; } = 1_048_576;
}
