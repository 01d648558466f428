namespace GpServer.Wire.Files;

/// <summary>Bounds on what an archive may become when it is unpacked.</summary>
public sealed record ArchiveLimits
{
    /// <summary>Entries of one archive.</summary>
    public int Entries { get; init; } = 1_000;

    /// <summary>Bytes of all entries together, unpacked.</summary>
    public long Bytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>How many times as large as its packed bytes an entry above a megabyte may become.</summary>
    public int Ratio { get; init; } = 200;
}
