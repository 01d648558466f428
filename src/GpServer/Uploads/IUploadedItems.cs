namespace GpServer.Uploads;

/// <summary>Uploads, as the inputs of tasks use them.</summary>
interface IUploadedItems
{
    /// <summary>A committed upload of a service; null when there is none that this user may use.</summary>
    /// <param name="service">The service's name with its folder.</param>
    /// <param name="user">Whose request or job it is; empty for an anonymous caller.</param>
    ValueTask<UploadedItem?> FindAsync(string service, string itemId, string user, CancellationToken stop);

    /// <summary>Its bytes.</summary>
    ValueTask<Stream> OpenAsync(UploadedItem item, CancellationToken stop);
}
