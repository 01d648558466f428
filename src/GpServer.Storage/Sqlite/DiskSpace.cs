namespace GpServer.Storage.Sqlite;

/// <summary>
/// The room that the disk of a folder has. The last of it is kept for small writes: a disk that is full to the last byte lets nothing be
/// deleted either, since a deletion is written to the log first. Used by one thread at a time.
/// </summary>
sealed class DiskSpace(string folder, TimeProvider clock)
{
    const long Reserve = 16 << 20;

    // Of it for the log.
    const long LogReserve = 4 << 20;

    static readonly TimeSpan KeptFor = TimeSpan.FromMilliseconds(250);

    readonly DriveInfo _disk = new(Path.GetFullPath(folder));
    long _left;
    long? _askedAt;

    /// <summary>True where so much more can be stored and the reserve stays.</summary>
    /// <param name="bytes">What is to be stored: it is written to the log and then to the file.</param>
    /// <param name="free">Bytes in the file that hold nothing any more.</param>
    public bool HasRoom(long bytes, long free)
    {
        if (_askedAt is not { } at || clock.GetElapsedTime(at) > KeptFor || !IsEnough(bytes, free))
        {
            _left = Ask();
            _askedAt = clock.GetTimestamp();
        }

        if (!IsEnough(bytes, free))
        {
            return false;
        }

        _left -= 2 * bytes;
        return true;
    }

    bool IsEnough(long bytes, long free) => _left - bytes >= LogReserve && _left + free - (2 * bytes) >= Reserve;

    long Ask()
    {
        try
        {
            return _disk.AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where the system does not tell, writing finds out.
            return long.MaxValue / 2;
        }
    }
}
