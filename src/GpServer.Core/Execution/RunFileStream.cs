namespace GpServer.Core.Execution;

/// <summary>A file of a run, whose growth is counted before it happens.</summary>
/// <param name="grow">Told by how many bytes the file is to grow; throws where it may not.</param>
sealed class RunFileStream(string path, Action<long> grow) : Stream
{
    const int BufferBytes = 1 << 16;

    readonly FileStream _file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, BufferBytes);

    public override bool CanRead => _file.CanRead;

    public override bool CanSeek => _file.CanSeek;

    public override bool CanWrite => _file.CanWrite;

    public override long Length => _file.Length;

    public override long Position
    {
        get => _file.Position;
        set => _file.Position = value;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        GrowTo(_file.Position + buffer.Length);
        try
        {
            _file.Write(buffer);
        }
        catch (Exception e) when (FullDisk.Of(e) is { } full)
        {
            throw full;
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        GrowTo(_file.Position + buffer.Length);
        try
        {
            await _file.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (FullDisk.Of(e) is { } full)
        {
            throw full;
        }
    }

    public override void SetLength(long value)
    {
        GrowTo(value);
        _file.SetLength(value);
    }

    public override int Read(byte[] buffer, int offset, int count) => _file.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => _file.Read(buffer);

    public override long Seek(long offset, SeekOrigin origin) => _file.Seek(offset, origin);

    public override void Flush()
    {
        try
        {
            _file.Flush();
        }
        catch (Exception e) when (FullDisk.Of(e) is { } full)
        {
            throw full;
        }
    }

    protected override void Dispose(bool disposing)
    {
        try
        {
            if (disposing)
            {
                _file.Dispose();
            }
        }
        catch (Exception e) when (FullDisk.Of(e) is { } full)
        {
            throw full;
        }
        finally
        {
            base.Dispose(disposing);
        }
    }

    void GrowTo(long length)
    {
        if (length > _file.Length)
        {
            grow(length - _file.Length);
        }
    }
}
