namespace GpServer.Wire.Pbf;

/// <summary>An answer that lies in memory or in a file, and can be gone through more than once.</summary>
abstract class PbfBytes
{
    public abstract IPbfCursor Open();

    public static PbfBytes Of(ReadOnlyMemory<byte> bytes) => new InMemory(bytes);

    public static PbfBytes Of(string path) => new InFile(path);

    sealed class InMemory(ReadOnlyMemory<byte> bytes) : PbfBytes
    {
        public override IPbfCursor Open() => new Cursor(bytes);

        sealed class Cursor(ReadOnlyMemory<byte> bytes) : IPbfCursor
        {
            public long Length => bytes.Length;

            public ReadOnlySpan<byte> Read(long start, int count) => bytes.Span.Slice((int)start, count);

            public void Dispose()
            {
            }
        }
    }

    sealed class InFile(string path) : PbfBytes
    {
        public override IPbfCursor Open() => new PbfFileCursor(path);
    }
}
