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
            CreateForOwner(directory);
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"The data directory '{directory}' is in use by another server, or cannot be written. With SQLite one server uses one "
                + "directory; several servers share PostgreSQL.", e);
        }
    }

    // The database has the keys of tokens in it. A directory that there is keeps what its owner gave it.
    static void CreateForOwner(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => _file.Dispose();
}
