using GpServer.Core;
using GpServer.Storage.Files;
using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>Stores the next pieces of a part.</summary>
static class StoreUploadPieces
{
    static readonly Sql Insert = new(
        """
        insert into upload_pieces (part, number, size, compressed, bytes) values (@part, @number, @size, @compressed, @bytes)
        on conflict do nothing
        """,
        """
        insert into upload_pieces (part, number, size, compressed, bytes)
        select @part, p.* from unnest(@numbers, @sizes, @compressed, @bytes) as p
        on conflict do nothing
        """);

    // Not a sum that grows: the same work may be done again when its answer was lost.
    static readonly Sql SetBytes = new("update upload_parts set bytes = @bytes where sequence = @part and state = 0");

    /// <param name="first">The number of the first of the pieces.</param>
    /// <param name="bytes">Bytes of the part with these pieces.</param>
    /// <exception cref="GpException">The upload was completed or deleted.</exception>
    public static Task RunAsync(
        Store store, long upload, long part, int first, IReadOnlyList<FilePiece> pieces, long bytes, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            var held = await ReceivingUpload.HoldAsync(session, upload, alone: false, stop).ConfigureAwait(false);
            await session.EnsureRoomAsync(pieces.Sum(static piece => (long)piece.Bytes.Length), stop).ConfigureAwait(false);
            if (session.IsPostgreSql)
            {
                await session.Command(Insert).With("part", part)
                    .With("numbers", pieces.Select((_, i) => first + i).ToArray()).With("sizes", pieces.Select(piece => piece.Size).ToArray())
                    .With("compressed", pieces.Select(piece => piece.IsCompressed ? 1 : 0).ToArray())
                    .With("bytes", pieces.Select(piece => piece.Bytes.ToArray()).ToArray()).ExecuteAsync(stop).ConfigureAwait(false);
            }
            else
            {
                for (var i = 0; i < pieces.Count; i++)
                {
                    await session.Command(Insert).With("part", part).With("number", first + i).With("size", pieces[i].Size)
                        .With("compressed", pieces[i].IsCompressed ? 1 : 0).With("bytes", pieces[i].Bytes.ToArray())
                        .ExecuteAsync(stop).ConfigureAwait(false);
                }
            }

            return await session.Command(SetBytes).With("bytes", bytes).With("part", part).ExecuteAsync(stop).ConfigureAwait(false) == 1
                ? held
                : throw new GpException(GpError.Conflict, $"A part of the upload {held.Id} was given up before it had come whole.");
        }, stop, Durability.WithTheNext);
}
