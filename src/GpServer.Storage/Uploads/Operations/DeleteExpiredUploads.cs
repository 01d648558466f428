using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>
/// Deletes uploads whose time is over, a bounded number of pieces at a time: the writer must not be held for as long as gigabytes take. An
/// upload's row goes last, together with its last pieces, so that one that is half deleted is found again after a crash.
/// </summary>
static class DeleteExpiredUploads
{
    // A piece may have a megabyte.
    const int MostPieces = 64;

    const string First = "select sequence from uploads where expires_at < {now} order by expires_at limit 1";

    static readonly Sql Find = new(First, $"{First} for update skip locked");

    static readonly Sql FindPart = new("select sequence from upload_parts where upload = @upload limit 1");

    static readonly Sql DeletePieces = new(
        $"delete from upload_pieces where rowid in (select rowid from upload_pieces where part = @part limit {MostPieces})",
        $"delete from upload_pieces where ctid = any(array(select ctid from upload_pieces where part = @part limit {MostPieces}))");

    static readonly Sql DeletePart = new("delete from upload_parts where sequence = @part");

    static readonly Sql DeleteUpload = new("delete from uploads where sequence = @upload");

    /// <returns>False when there is none left.</returns>
    public static Task<bool> RunAsync(Store store, CancellationToken stop) => store.WriteAsync(async (session, stop) =>
    {
        var upload = await session.Command(Find).NumberAsync(stop).ConfigureAwait(false);
        if (upload == 0)
        {
            return false;
        }

        for (var emptied = 0; emptied < MostPieces; emptied++)
        {
            var part = await session.Command(FindPart).With("upload", upload).NumberAsync(stop).ConfigureAwait(false);
            if (part == 0)
            {
                await session.Command(DeleteUpload).With("upload", upload).ExecuteAsync(stop).ConfigureAwait(false);
                return true;
            }

            if (!await DeletePiecesAsync(session, part, stop).ConfigureAwait(false))
            {
                return true;
            }
        }

        return true;
    }, stop, Durability.WithTheNext);

    /// <summary>Deletes pieces of a part, and the part with its last ones.</summary>
    /// <returns>True when the part is gone.</returns>
    public static async Task<bool> DeletePiecesAsync(StoreSession session, long part, CancellationToken stop)
    {
        if (await session.Command(DeletePieces).With("part", part).ExecuteAsync(stop).ConfigureAwait(false) == MostPieces)
        {
            return false;
        }

        await session.Command(DeletePart).With("part", part).ExecuteAsync(stop).ConfigureAwait(false);
        return true;
    }
}
