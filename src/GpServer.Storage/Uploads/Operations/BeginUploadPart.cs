using GpServer.Core;
using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>Makes the row of a part whose bytes are about to come. The same part may come twice at once, so its number is not in it yet.</summary>
static class BeginUploadPart
{
    static readonly Sql Count = new("select count(*) from upload_parts where upload = @upload");

    static readonly Sql Insert = new("insert into upload_parts (upload) values (@upload) returning sequence");

    /// <exception cref="GpException">There are too many, or the upload was completed or deleted.</exception>
    public static Task<long> RunAsync(Store store, long upload, UploadLimits limits, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            var held = await ReceivingUpload.HoldAsync(session, upload, alone: true, stop).ConfigureAwait(false);
            if (await session.Command(Count).With("upload", upload).NumberAsync(stop).ConfigureAwait(false) >= limits.Parts)
            {
                throw new GpException(GpError.LimitExceeded, $"The upload {held.Id} has {limits.Parts} parts, the limit of one upload.");
            }

            return await session.Command(Insert).With("upload", upload).NumberAsync(stop).ConfigureAwait(false);
        }, stop, Durability.WithTheNext);
}
