using GpServer.Options;
using Microsoft.Extensions.Options;

namespace GpServer.Hosting;

/// <summary>
/// This process's own folder for temporary files. Several servers may share a data directory, so each has a folder and holds a lock beside
/// it for as long as it lives; what a server that was killed left belongs to nobody, and the next one that starts deletes it.
/// </summary>
sealed class TemporaryFiles(IOptions<GpServerOptions> options) : IHostedService, IDisposable
{
    const string LockEnding = ".lock";

    // While one server starts, another may be looking at the folder that it has just made.
    const string Starting = "starting" + LockEnding;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);

    readonly string _name = $"{Environment.ProcessId}-{Guid.NewGuid():N}";
    FileStream? _lock;

    /// <summary>The folder. It is there from the start to the stop.</summary>
    public string Folder => Path.Combine(options.Value.TemporaryDirectory, _name);

    /// <exception cref="InvalidOperationException">The folder cannot be made or written; the message names the setting.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var all = Directory.CreateDirectory(options.Value.TemporaryDirectory);
            await using var starting = await StartingAsync(all, cancellationToken);
            DeleteLeft(all);
            _lock = Take(Folder + LockEnding);
            Directory.CreateDirectory(Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"{GpServerOptions.Section}:DataDirectory is '{options.Value.DataDirectory}'; expected a folder that can be written.", e);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (_lock is null)
        {
            return Task.CompletedTask;
        }

        try
        {
            // The folder first: without its lock it would belong to nobody.
            Directory.Delete(Folder, recursive: true);
            _lock.Dispose();
            File.Delete(Folder + LockEnding);
        }
        catch (IOException)
        {
            // A run that did not stop writes still. The next server that starts deletes what it leaves.
        }

        return Task.CompletedTask;
    }

    public void Dispose() => _lock?.Dispose();

    static async Task<FileStream> StartingAsync(DirectoryInfo all, CancellationToken stop)
    {
        var path = Path.Combine(all.FullName, Starting);
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return Take(path);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(began) < LongestStart)
            {
                await Task.Delay(Pause, stop);
            }
        }
    }

    static void DeleteLeft(DirectoryInfo all)
    {
        foreach (var folder in all.EnumerateDirectories())
        {
            if (TryTake(folder.FullName + LockEnding) is { } free)
            {
                using (free)
                {
                    folder.Delete(recursive: true);
                }
            }
        }

        foreach (var file in all.EnumerateFiles().Where(file => file.Name != Starting && !Directory.Exists(FolderOf(file))))
        {
            file.Delete();
        }
    }

    static string FolderOf(FileInfo file) =>
        file.Name.EndsWith(LockEnding, StringComparison.Ordinal) ? file.FullName[..^LockEnding.Length] : "";

    // The operating system lets go of it when the process ends, however it ends.
    static FileStream Take(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);

    static FileStream? TryTake(string path)
    {
        try
        {
            return Take(path);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
