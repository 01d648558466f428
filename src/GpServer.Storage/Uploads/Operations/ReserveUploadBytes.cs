using GpServer.Core;
using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>
/// Takes room for bytes that are about to be stored, so that who uploads at the same time cannot pass a limit together. It is its own short
/// transaction: storing the bytes takes longer than others should wait for the sums.
/// </summary>
static class ReserveUploadBytes
{
    static readonly Sql Add = new(
        """
        update uploads set bytes = bytes + @more, expires_at = case when expires_at > {now} + @kept then expires_at else {now} + @kept end
        where sequence = @upload
        """);

    /// <exception cref="GpException">There is no room, or the upload was completed or deleted.</exception>
    public static Task RunAsync(Store store, long upload, long more, TimeSpan kept, UploadLimits limits, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            await UploadUsage.LockAsync(session, stop).ConfigureAwait(false);
            var held = await ReceivingUpload.HoldAsync(session, upload, alone: true, stop).ConfigureAwait(false);

            // Parts that come again are there twice for a while.
            if (held.Bytes + more > 2 * limits.FileBytes)
            {
                throw new GpException(GpError.LimitExceeded,
                    $"The parts of the upload {held.Id} have more than {limits.FileBytes} bytes, the limit of one file.");
            }

            await UploadUsage.CheckAsync(session, held.User, held.Address, more, 0, limits, stop).ConfigureAwait(false);
            return await session.Command(Add).With("more", more).With("kept", (long)kept.TotalMilliseconds).With("upload", upload)
                .ExecuteAsync(stop).ConfigureAwait(false);
        }, stop, Durability.WithTheNext);
}
