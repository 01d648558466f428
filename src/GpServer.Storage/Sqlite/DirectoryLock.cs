namespace GpServer.Storage.Sqlite;

/// <summary>
/// Holds the data directory for one process. The operating system lets it go when the process ends, however it ends, so nothing has to be
/// cleaned up after a crash.
/// </summary>
sealed class DirectoryLock : IDisposable
{
    readonly FileStream _file;

    /// <exception cref="InvalidOperationException">Another process holds it, or the directory cannot be written.</exception>
    public DirectoryLock(string directory)
    {
        var path = Path.Combine(directory, "gpserver.lock");
        try
        {
            Directory.CreateDirectory(directory);
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"The data directory '{directory}' is in use by another server, or cannot be written. With SQLite one server uses one "
                + "directory; several servers share PostgreSQL.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
