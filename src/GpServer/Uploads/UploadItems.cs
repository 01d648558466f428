using GpServer.Core;
using GpServer.Security;
using GpServer.Storage.Uploads;

namespace GpServer.Uploads;

/// <summary>Uploads of services, as the inputs of tasks use them. Each use keeps an upload for as long again.</summary>
sealed class UploadItems(UploadStore store, UploadPlaces places, SiteState site) : IUploadedItems
{
    public async ValueTask<UploadedItem?> FindAsync(string service, string itemId, string user, CancellationToken stop)
    {
        if (await store.FindAsync(itemId, stop) is not { IsCommitted: true } upload || upload.Service != service || !MayUse(user, upload))
        {
            return null;
        }

        await store.KeepAsync(upload, places.Retention, stop);
        return new UploadedItem(upload.Id, upload.Name, upload.User, upload.Bytes);
    }

    public async ValueTask<Stream> OpenAsync(UploadedItem item, CancellationToken stop) =>
        await store.FindAsync(item.Id, stop) is { IsCommitted: true } upload
            ? await store.OpenAsync(upload, stop)
            : throw new GpException(GpError.InvalidParameter, $"The upload {item.Id} was deleted meanwhile, or its time was over; upload it again.");

    // Of a user of another provider no privilege is known while a job runs.
    bool MayUse(string user, Upload upload) =>
        upload.User.Length == 0 || upload.User == user || site.Now.CallerOf(user) is { IsAdministrator: true };
}
