using GpServer.Jobs.Operations;
using GpServer.Jobs.Values;
using GpServer.Storage;

namespace GpServer.Jobs.Reading;

/// <summary>A stored file as a stream. One piece of it is in memory, and no connection is held between two readings.</summary>
sealed class StoredFile : Stream
{
    readonly Store _store;
    readonly Job _job;
    readonly string _name;
    readonly int _pieceBytes;
    ReadOnlyMemory<byte> _piece;
    int _number;
    long _position;

    /// <exception cref="InvalidDataException">The header is damaged.</exception>
    public StoredFile(Store store, Job job, ValueRow header)
    {
        _store = store;
        _job = job;
        _name = header.Name;
        Length = header.Size;
        if (header.Chunks > 0)
        {
            _pieceBytes = FileRows.PieceBytesOf(header);
            return;
        }

        // The header has all of it.
        _piece = TextRows.Read(header);
        _pieceBytes = int.MaxValue;
        _number = 1;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <exception cref="InvalidDataException">The file is damaged, or the job was deleted while it was read.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= Length || buffer.Length == 0)
        {
            return 0;
        }

        var number = (int)(_position / _pieceBytes) + 1;
        if (number != _number)
        {
            _piece = await PieceAsync(number, cancellationToken).ConfigureAwait(false);
            _number = number;
        }

        var rest = _piece[(int)(_position % _pieceBytes)..];
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
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    async Task<ReadOnlyMemory<byte>> PieceAsync(int number, CancellationToken stop)
    {
        var row = await ReadValues.RowAsync(_store, _job, JobValueKind.File, _name, number, stop).ConfigureAwait(false)
            ?? throw new InvalidDataException($"Piece {number} of the file '{_name}' of {_job.Id} is not there: the job was deleted meanwhile.");
        var piece = TextRows.Read(row);
        return piece.Length == Math.Min(_pieceBytes, Length - ((number - 1L) * _pieceBytes))
            ? piece
            : throw new InvalidDataException($"Piece {number} of the file '{_name}' of {_job.Id} is damaged.");
    }
}
