namespace GpServer.Wire.Pbf;

/// <summary>One way through the bytes of an answer.</summary>
interface IPbfCursor : IDisposable
{
    long Length { get; }

    /// <summary>Bytes within the answer; they stand until the next call.</summary>
    ReadOnlySpan<byte> Read(long start, int count);
}
