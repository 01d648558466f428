using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>Begins an upload.</summary>
static class InsertUpload
{
    static readonly Sql Insert = new(
        $$"""
        insert into uploads (id, service, user_name, address, name, description, at, expires_at)
        values (@id, @service, @user, @address, @name, @description, {now}, {now} + @kept)
        returning {{UploadRow.Columns}}
        """);

    /// <param name="kept">How long it is kept when nothing more comes.</param>
    /// <exception cref="Core.GpException">There are too many.</exception>
    public static Task<Upload> RunAsync(Store store, Upload upload, TimeSpan kept, UploadLimits limits, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            await UploadUsage.LockAsync(session, stop).ConfigureAwait(false);
            await UploadUsage.CheckAsync(session, upload.User, upload.Address, 0, 1, limits, stop).ConfigureAwait(false);
            return (await session.Command(Insert).With("id", upload.Id).With("service", upload.Service).With("user", upload.User)
                .With("address", upload.Address).With("name", upload.Name).With("description", upload.Description)
                .With("kept", (long)kept.TotalMilliseconds).FirstAsync(UploadRow.Read, stop).ConfigureAwait(false))!;
        }, stop, Durability.WithTheNext);
}
