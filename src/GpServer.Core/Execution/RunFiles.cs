using GpServer.Core.Values;

namespace GpServer.Core.Execution;

/// <summary>The files that one run makes, in a folder of their own that is there from the first file on and goes with the run's results.</summary>
sealed class RunFiles(RunOptions options) : IDisposable
{
    const int MostFiles = 1_000;

    readonly Lock _lock = new();
    readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    readonly List<RunFileStream> _open = [];
    string? _folder;
    long _written;

    /// <summary>Makes an empty file.</summary>
    /// <exception cref="GpException">The name is none for a file.</exception>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    public DataFile Create(string name)
    {
        CheckName(name);
        lock (_lock)
        {
            if (_names.Count == MostFiles)
            {
                throw new GpException(GpError.LimitExceeded, $"The run makes more than {MostFiles} files, the limit of one run.");
            }

            _folder ??= Directory.CreateDirectory(Path.Combine(options.TemporaryDirectory, $"{Guid.NewGuid():N}.files")).FullName;
            var free = Free(name);
            var path = Path.Combine(_folder, free);
            File.Create(path).Dispose();
            _names.Add(free);
            return new DataFile { FileName = free, LocalPath = path };
        }
    }

    /// <summary>Opens a file of this run for reading and writing. It is closed at the end of the run at the latest.</summary>
    public Stream Open(DataFile file)
    {
        CheckIsOfThisRun(file);
        var stream = new RunFileStream(file.LocalPath!, Grow);
        lock (_lock)
        {
            _open.Add(stream);
        }

        return stream;
    }

    /// <summary>Closes what is open, so that every file is whole, and counts what was written past <see cref="Open"/>.</summary>
    /// <exception cref="GpException">The files are larger than those of one run may be.</exception>
    public void Finish(IEnumerable<DataFile> results)
    {
        Close();
        foreach (var file in results)
        {
            CheckIsOfThisRun(file);
            if (!File.Exists(file.LocalPath))
            {
                throw new InvalidOperationException($"The tool gives the file {file.FileName} and has deleted it.");
            }
        }

        if (_folder is not null)
        {
            CheckBytes(new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length));
        }
    }

    public void Dispose()
    {
        try
        {
            Close();
        }
        catch (Exception e) when (e is IOException or GpException { Error: GpError.StorageFull })
        {
            // What failed on a full disk fails again when it is closed, and the first failure was told.
        }

        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    static void CheckName(string name)
    {
        if (FileNames.Problem(name) is { } problem)
        {
            throw new GpException(GpError.InvalidParameter, $"'{name}' is not a name for a file: {problem}.");
        }
    }

    void CheckIsOfThisRun(DataFile file)
    {
        lock (_lock)
        {
            if (file.FileName is not { } name || !_names.Contains(name) || file.LocalPath != Path.Combine(_folder!, name))
            {
                throw new InvalidOperationException($"The {file} was not made by CreateFile in this run.");
            }
        }
    }

    /// <summary>The name, or with a number where there is one already: clients keep files on disks that know no case.</summary>
    string Free(string name)
    {
        var free = name;
        for (var number = 1; _names.Contains(free); number++)
        {
            CheckName(free = $"{Path.GetFileNameWithoutExtension(name)}_{number}{Path.GetExtension(name)}");
        }

        return free;
    }

    void Grow(long bytes) => CheckBytes(Interlocked.Add(ref _written, bytes));

    void CheckBytes(long bytes)
    {
        if (bytes > options.FileBytes)
        {
            throw new GpException(GpError.LimitExceeded, $"The files have more than {options.FileBytes} bytes, the limit of one run.");
        }
    }

    void Close()
    {
        lock (_lock)
        {
            for (var last = _open.Count - 1; last >= 0; last--)
            {
                var stream = _open[last];
                _open.RemoveAt(last);
                stream.Dispose();
            }
        }
    }
}
