using GpServer.Storage.Files;
using GpServer.Storage.Uploads.Operations;

namespace GpServer.Storage.Uploads;

/// <summary>A complete upload as a stream.</summary>
/// <param name="parts">Its parts in the order of the file.</param>
sealed class UploadedFile(Store store, Upload upload, IReadOnlyList<UploadPart> parts) : PieceStream(upload.Bytes)
{
    protected override async Task<(long Start, ReadOnlyMemory<byte> Piece)> PieceAtAsync(long position, CancellationToken stop)
    {
        var part = PartAt(position);
        var number = (int)((position - part.Start) / FilePiece.MostBytes);
        var before = (long)number * FilePiece.MostBytes;
        var stored = await ReadUploadPieces.RunAsync(store, part.Sequence, number, stop).ConfigureAwait(false)
            ?? throw new InvalidDataException($"The upload {upload.Id} was deleted while it was read.");
        return stored.Unpack() is { } piece && piece.Length == Math.Min(FilePiece.MostBytes, part.Bytes - before)
            ? (part.Start + before, piece)
            : throw new InvalidDataException($"The upload {upload.Id} is damaged.");
    }

    UploadPart PartAt(long position)
    {
        var (low, high) = (0, parts.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = parts[middle].Start <= position ? (middle, high) : (low, middle - 1);
        }

        return parts[low];
    }
}
