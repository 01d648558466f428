namespace GpServer.Storage.Files;

/// <summary>A stored file as a stream. One piece of it is in memory, and no connection is held between two readings.</summary>
abstract class PieceStream(long length) : Stream
{
    ReadOnlyMemory<byte> _piece;
    long _start;
    long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <exception cref="InvalidDataException">The file is damaged, or was deleted while it was read.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.Length == 0)
        {
            return 0;
        }

        if (_position < _start || _position >= _start + _piece.Length)
        {
            (_start, _piece) = await PieceAtAsync(_position, cancellationToken).ConfigureAwait(false);
        }

        var rest = _piece[(int)(_position - _start)..];
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>The piece that has this place of the file, and where the piece begins.</summary>
    protected abstract Task<(long Start, ReadOnlyMemory<byte> Piece)> PieceAtAsync(long position, CancellationToken stop);
}
