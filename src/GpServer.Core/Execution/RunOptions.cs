namespace GpServer.Core.Execution;

/// <summary>What every run of this server may use.</summary>
public sealed class RunOptions
{
    /// <summary>Cores that one run may use at the same time.</summary>
    public int Cores { get; set; } = Environment.ProcessorCount;

    /// <summary>Vertices, or as much attribute data, that the steps of one run may make together.</summary>
    public long ResultVertices { get; set; } = 100_000_000;

    /// <summary>Where results that are too large for memory wait until they are sent. Files there are deleted when closed.</summary>
    public string TemporaryDirectory { get; set; } = Path.GetTempPath();

    /// <summary>
    /// Vertices, or as much attribute data, of one result that are kept in memory; more go to <see cref="TemporaryDirectory"/>.
    /// </summary>
    public int VerticesInMemory { get; set; } = 500_000;

    /// <summary>
    /// Bytes of all files that one run may make. They lie below <see cref="TemporaryDirectory"/> while the run's results are held.
    /// </summary>
    public long FileBytes { get; set; } = 2L << 30;
}
