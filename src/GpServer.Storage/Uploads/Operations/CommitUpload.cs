using GpServer.Core;
using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>Makes a file of parts. From then on it does not change any more.</summary>
static class CommitUpload
{
    const int Unwanted = 2;

    static readonly Sql Place = new(
        "update upload_parts set start = @start where sequence = @part and upload = @upload and state = 1",
        """
        update upload_parts set start = p.start from unnest(@parts, @starts) as p(part, start)
        where sequence = p.part and upload = @upload and state = 1
        """);

    static readonly Sql MarkOthers = new($"update upload_parts set state = {Unwanted} where upload = @upload");

    static readonly Sql Keep = new(
        "update upload_parts set state = 1 where sequence = @part and upload = @upload",
        "update upload_parts set state = 1 where sequence = any(@parts) and upload = @upload");

    static readonly Sql Commit = new(
        $$"""
        update uploads set committed = 1, at = {now}, bytes = @bytes, checksum = @checksum, user_name = @user, address = @address,
            description = coalesce(@description, description), expires_at = {now} + @kept
        where sequence = @upload
        returning {{UploadRow.Columns}}
        """);

    /// <param name="upload">The upload, of whom it is to be from now on.</param>
    /// <param name="parts">Its parts in the order of the file.</param>
    /// <param name="description">Null to leave it.</param>
    /// <exception cref="GpException">A part was replaced meanwhile, a limit is passed, or the upload was completed or deleted.</exception>
    public static Task<Upload> RunAsync(
        Store store, Upload upload, IReadOnlyList<UploadPart> parts, string? description, string? checksum, UploadLimits limits,
        CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            await UploadUsage.LockAsync(session, stop).ConfigureAwait(false);
            var held = await ReceivingUpload.HoldAsync(session, upload.Sequence, alone: true, stop).ConfigureAwait(false);
            if (held.User != upload.User)
            {
                // Who it was until now has room again with this transaction.
                await UploadUsage.CheckAsync(session, upload.User, upload.Address, held.Bytes, 1, limits, stop).ConfigureAwait(false);
            }

            if (await PlaceAsync(session, upload.Sequence, parts, stop).ConfigureAwait(false) != parts.Count)
            {
                throw new GpException(GpError.Conflict, $"A part of the upload {upload.Id} was sent again while it was committed; commit it again.");
            }

            return (await session.Command(Commit).With("bytes", parts.Sum(part => part.Bytes)).With("checksum", checksum)
                .With("user", upload.User).With("address", upload.Address).With("description", description)
                .With("kept", (long)limits.Retention.TotalMilliseconds).With("upload", upload.Sequence)
                .FirstAsync(UploadRow.Read, stop).ConfigureAwait(false))!;
        }, stop);

    /// <summary>Says where each part begins, and gives up the others.</summary>
    /// <returns>How many of the parts are there still.</returns>
    static async Task<int> PlaceAsync(StoreSession session, long upload, IReadOnlyList<UploadPart> parts, CancellationToken stop)
    {
        var starts = new long[parts.Count];
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + parts[i - 1].Bytes;
        }

        if (session.IsPostgreSql)
        {
            var sequences = parts.Select(part => part.Sequence).ToArray();
            var placed = await session.Command(Place).With("parts", sequences).With("starts", starts).With("upload", upload)
                .ExecuteAsync(stop).ConfigureAwait(false);
            await session.Command(MarkOthers).With("upload", upload).ExecuteAsync(stop).ConfigureAwait(false);
            await session.Command(Keep).With("parts", sequences).With("upload", upload).ExecuteAsync(stop).ConfigureAwait(false);
            return placed;
        }

        var found = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            found += await session.Command(Place).With("start", starts[i]).With("part", parts[i].Sequence).With("upload", upload)
                .ExecuteAsync(stop).ConfigureAwait(false);
        }

        await session.Command(MarkOthers).With("upload", upload).ExecuteAsync(stop).ConfigureAwait(false);
        foreach (var part in parts)
        {
            await session.Command(Keep).With("part", part.Sequence).With("upload", upload).ExecuteAsync(stop).ConfigureAwait(false);
        }

        return found;
    }
}
