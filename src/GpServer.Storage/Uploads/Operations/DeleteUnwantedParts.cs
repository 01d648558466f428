using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>Deletes parts that were given up or replaced, a bounded number of pieces at a time, each part's row with its last pieces.</summary>
static class DeleteUnwantedParts
{
    static readonly Sql GiveUp = new("update upload_parts set state = 2 where sequence = @part and state = 0");

    static readonly Sql Find = new(
        "select sequence, upload, bytes from upload_parts where upload = @upload and state = 2 limit 1",
        "select sequence, upload, bytes from upload_parts where upload = @upload and state = 2 limit 1 for update skip locked");

    // Of a complete upload the bytes are those of the file.
    static readonly Sql Return = new(
        "update uploads set bytes = case when bytes > @bytes then bytes - @bytes else 0 end where sequence = @upload and committed = 0");

    /// <summary>Gives up a part that did not come whole.</summary>
    public static Task GiveUpAsync(Store store, long part, CancellationToken stop) =>
        store.WriteOneAsync((session, stop) => session.Command(GiveUp).With("part", part).ExecuteAsync(stop), stop, Durability.WithTheNext);

    public static async Task RunAsync(Store store, long upload, CancellationToken stop)
    {
        while (await SomeAsync(store, upload, stop).ConfigureAwait(false))
        {
        }
    }

    /// <returns>False when there is none.</returns>
    static Task<bool> SomeAsync(Store store, long upload, CancellationToken stop) => store.WriteAsync(async (session, stop) =>
    {
        var (part, of, bytes) = await session.Command(Find).With("upload", upload)
            .FirstAsync(static row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), stop).ConfigureAwait(false);
        if (part == 0)
        {
            return false;
        }

        if (await DeleteExpiredUploads.DeletePiecesAsync(session, part, stop).ConfigureAwait(false))
        {
            await session.Command(Return).With("bytes", bytes).With("upload", of).ExecuteAsync(stop).ConfigureAwait(false);
        }

        return true;
    }, stop, Durability.WithTheNext);
}
