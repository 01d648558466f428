using GpServer.Core;
using GpServer.Uploads;

namespace GpServer.References;

/// <summary>Uploads as inputs.</summary>
sealed class UploadInputs(IUploadedItems items)
{
    const int LongestShown = 60;

    /// <summary>Copies an upload into the run's folder, where it can be read from any place.</summary>
    public async ValueTask<FetchedFile> FetchAsync(RunInputs run, string itemId, string parameter, CancellationToken stop)
    {
        var item = await items.FindAsync(run.Scope.Service.QualifiedName, itemId, run.Scope.Caller.Name, stop)
            ?? throw new GpException(GpError.InvalidParameter,
                $"{parameter}: there is no upload {(itemId.Length > LongestShown ? $"{itemId[..LongestShown]}…" : itemId)} of this service that the caller may "
                + "use. It never was, it was not committed, or its time is over.");
        await using var content = await items.OpenAsync(item, stop);
        var path = run.Folder.NewFile(item.Name);
        await LocalFiles.CopyAsync(run, content, path, parameter, stop);
        return new FetchedFile(path, item.Name, "", $"the upload {item.Name}");
    }
}
