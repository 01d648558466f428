using GpServer.Jobs.Operations;
using GpServer.Jobs.Values;
using GpServer.Storage;
using GpServer.Storage.Files;

namespace GpServer.Jobs.Reading;

/// <summary>The stored file of a job as a stream.</summary>
/// <exception cref="InvalidDataException">The header is damaged.</exception>
sealed class StoredFile(Store store, Job job, ValueRow header) : PieceStream(header.Size)
{
    readonly int _pieceBytes = header.Chunks > 0 ? FileRows.PieceBytesOf(header) : int.MaxValue;

    protected override async Task<(long Start, ReadOnlyMemory<byte> Piece)> PieceAtAsync(long position, CancellationToken stop)
    {
        if (header.Chunks == 0)
        {
            // The header has all of it.
            return (0, TextRows.Read(header));
        }

        var number = (int)(position / _pieceBytes) + 1;
        var start = (number - 1L) * _pieceBytes;
        var row = await ReadValues.RowAsync(store, job, JobValueKind.File, header.Name, number, stop).ConfigureAwait(false)
            ?? throw new InvalidDataException($"Piece {number} of the file '{header.Name}' of {job.Id} is not there: the job was deleted meanwhile.");
        var piece = TextRows.Read(row);
        return piece.Length == Math.Min(_pieceBytes, Length - start)
            ? (start, piece)
            : throw new InvalidDataException($"Piece {number} of the file '{header.Name}' of {job.Id} is damaged.");
    }
}
