namespace GpServer.Wire.Drawing.Maps;

/// <summary>How much one picture may cost.</summary>
public sealed record DrawingLimits
{
    /// <summary>How long drawing may take.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Vertices that are read.</summary>
    public long Vertices { get; init; } = 500_000_000;

    /// <summary>How many threads draw.</summary>
    public int Threads { get; init; } = Math.Min(4, Environment.ProcessorCount);
}
