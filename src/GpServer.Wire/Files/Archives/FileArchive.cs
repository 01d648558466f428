using GpServer.Core;
using Microsoft.Win32.SafeHandles;

namespace GpServer.Wire.Files.Archives;

/// <summary>
/// A zip archive that came from outside. Opening it checks its whole directory: an archive with one entry that would be unpacked to
/// another
/// place, is a link, is encrypted, is an archive itself or lies over another entry is refused as a whole. What unpacks is counted while
/// it
/// does: what the archive says of itself is only believed where it is too much. For one thread.
/// </summary>
public sealed class FileArchive : IDisposable
{
    readonly SafeFileHandle _file;
    readonly FilePlace _place;
    readonly ArchiveLimits _limits;
    readonly long[] _unpacked;
    long _total;

    FileArchive(SafeFileHandle file, FilePlace place, ArchiveLimits limits)
    {
        _file = file;
        _place = place;
        _limits = limits;
        Entries = new ZipDirectory(file, place, limits).Read();
        _unpacked = new long[Entries.Count];
    }

    /// <summary>The files of the archive, folders left out, in its own order. No two have names that differ in case alone.</summary>
    public IReadOnlyList<ArchiveEntry> Entries { get; }

    /// <summary>Opens an archive for the parameter that is named in error texts.</summary>
    /// <exception cref="GpException">It is not a zip archive, is damaged, has an entry that is refused, or exceeds a limit; the message
    /// names the
    /// file, the entry and the limit.</exception>
    public static FileArchive Open(FeatureFileSource file, string parameter)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Open(file.Path, file.Name, parameter, file.Limits);
    }

    /// <summary>As <see cref="Open(FeatureFileSource, string)"/>.</summary>
    /// <param name="path">Where the archive lies.</param>
    /// <param name="name">How its owner called it, for error texts.</param>
    /// <param name="parameter">For error texts.</param>
    /// <param name="limits">What it may become.</param>
    public static FileArchive Open(string path, string name, string parameter, ArchiveLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
        try
        {
            return new FileArchive(handle, new FilePlace(parameter, name), limits);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The first entry, in the order of names, with this extension (with its dot, lower case); null without one.</summary>
    public ArchiveEntry? Find(string extension) => Entries
        .Where(entry => entry.Extension == extension)
        .MinBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The entry of this name, in any case; null without one.</summary>
    public ArchiveEntry? Named(string name) => Entries.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The unpacked bytes of an entry, forward alone. Reading it throws where the entry is damaged or exceeds a limit; that it is whole
    /// is
    /// only known at its end.
    /// </summary>
    /// <exception cref="GpException">The entry is damaged, or is an archive.</exception>
    public Stream OpenRead(ArchiveEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new EntryStream(new PackedStream(_file, DataStart(entry), entry.PackedLength), entry, _limits, _place, bytes => Count(entry, bytes));
    }

    /// <summary>Unpacks an entry into a new file.</summary>
    /// <exception cref="GpException">The entry is damaged, or exceeds a limit; what was written of it is deleted.</exception>
    public void Unpack(ArchiveEntry entry, string path)
    {
        using var source = OpenRead(entry);
        try
        {
            using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            source.CopyTo(target);
        }
        catch (GpException)
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>
    /// Unpacks all entries with one of these extensions (with their dots, lower case) into a folder. The files are numbered: no name
    /// from the
    /// archive becomes a name on the disk.
    /// </summary>
    /// <returns>Where each entry went.</returns>
    /// <exception cref="GpException">An entry is damaged, or exceeds a limit.</exception>
    public IReadOnlyDictionary<ArchiveEntry, string> Unpack(IReadOnlyCollection<string> extensions, string folder)
    {
        var files = new Dictionary<ArchiveEntry, string>();
        foreach (var entry in Entries.Where(entry => extensions.Contains(entry.Extension)))
        {
            var path = Path.Combine(folder, FormattableString.Invariant($"{entry.Index}{entry.Extension}"));
            Unpack(entry, path);
            files.Add(entry, path);
        }

        return files;
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The entry's own header comes before its bytes; its name and extra field may be longer than the directory says.</summary>
    long DataStart(ArchiveEntry entry)
    {
        const int headerLength = 30;
        Span<byte> header = stackalloc byte[headerLength];
        var record = new ZipRecord(header);
        if (RandomAccess.Read(_file, header, entry.Offset) < headerLength || record.UInt32(0) != ZipRecord.EntrySignature)
        {
            throw _place.Invalid($"the archive is damaged: the entry '{FilePlace.Shown(entry.Name)}' is not where its directory says");
        }

        var start = entry.Offset + headerLength + record.UInt16(26) + record.UInt16(28);
        return start + entry.PackedLength <= RandomAccess.GetLength(_file)
            ? start
            : throw _place.Invalid($"the archive is damaged: the entry '{FilePlace.Shown(entry.Name)}' ends behind the end of the file");
    }

    /// <summary>Entries that are read again do not count again.</summary>
    void Count(ArchiveEntry entry, long bytes)
    {
        if (bytes > _unpacked[entry.Index])
        {
            _total += bytes - _unpacked[entry.Index];
            _unpacked[entry.Index] = bytes;
        }

        if (_total > _limits.Bytes)
        {
            throw _place.Exceeds($"the archive unpacks to more than {_limits.Bytes} bytes, the limit of one archive.");
        }
    }
}
