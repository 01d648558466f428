using GpServer.Core;
using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>A part has come whole. Where there is one of its number, which a client sends again, the later one counts.</summary>
static class FinishUploadPart
{
    static readonly Sql Finish = new("update upload_parts set state = 1, number = @number where sequence = @part and state in (0, 1)");

    static readonly Sql Replace = new(
        "update upload_parts set state = 2 where upload = @upload and state = 1 and number = @number and sequence <> @part");

    /// <returns>How many parts it replaces.</returns>
    /// <exception cref="GpException">The upload was completed or deleted.</exception>
    public static Task<int> RunAsync(Store store, long upload, long part, int number, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            var held = await ReceivingUpload.HoldAsync(session, upload, alone: true, stop).ConfigureAwait(false);
            return await session.Command(Finish).With("number", number).With("part", part).ExecuteAsync(stop).ConfigureAwait(false) == 1
                ? await session.Command(Replace).With("upload", upload).With("number", number).With("part", part)
                    .ExecuteAsync(stop).ConfigureAwait(false)
                : throw new GpException(GpError.Conflict, $"A part of the upload {held.Id} was given up before it had come whole.");
        }, stop);
}
