using GpServer.Core;
using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>Finds an upload that is not complete yet, and holds it against being completed or deleted until the transaction ends.</summary>
static class ReceivingUpload
{
    const string Find = $$"""select {{UploadRow.Columns}} from uploads where sequence = @upload and expires_at >= {now}""";

    static readonly Sql Shared = new(Find, $"{Find} for share");
    static readonly Sql Alone = new(Find, $"{Find} for update");

    /// <exception cref="GpException">It was completed, or deleted.</exception>
    public static async Task<Upload> HoldAsync(StoreSession session, long upload, bool alone, CancellationToken stop)
    {
        var found = await session.Command(alone ? Alone : Shared).With("upload", upload).FirstAsync(UploadRow.Read, stop).ConfigureAwait(false)
            ?? throw new GpException(GpError.NotFound, "The upload was deleted meanwhile, or its time was over.");
        return !found.IsCommitted ? found
            : throw new GpException(GpError.WrongOperation, $"The upload {found.Id} is committed: no parts can be added.");
    }
}
