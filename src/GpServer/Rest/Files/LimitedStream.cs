using GpServer.Core;
using GpServer.Core.Execution;

namespace GpServer.Rest.Files;

/// <summary>A temporary file that is being written, forward and no larger than it may be.</summary>
sealed class LimitedStream(FileStream file, long limit) : Stream
{
    long _written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _written += buffer.Length;
        if (_written > limit)
        {
            throw new GpException(GpError.LimitExceeded, $"The file has more than {limit} bytes, the limit of one file.");
        }

        try
        {
            file.Write(buffer);
        }
        catch (Exception e) when (FullDisk.Of(e) is { } full)
        {
            throw full;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
