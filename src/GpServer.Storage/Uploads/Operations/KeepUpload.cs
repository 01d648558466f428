using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>Moves the expiry of an upload that somebody uses. One that has expired stays so: it may be half deleted.</summary>
static class KeepUpload
{
    static readonly Sql Keep = new(
        "update uploads set expires_at = {now} + @kept where sequence = @upload and expires_at >= {now} and expires_at < {now} + @kept");

    public static Task RunAsync(Store store, long upload, TimeSpan kept, CancellationToken stop) => store.WriteOneAsync(
        (session, stop) => session.Command(Keep).With("kept", (long)kept.TotalMilliseconds).With("upload", upload).ExecuteAsync(stop),
        stop, Durability.WithTheNext);
}
