using GpServer.Core;

namespace GpServer.Wire.Files.Archives;

/// <summary>What must hold for all entries of an archive together.</summary>
static class ZipDirectoryCheck
{
    const int EntryHeaderLength = 30;

    /// <summary>
    /// Each byte of the archive belongs to one entry: an archive whose entries share their packed bytes unpacks to far more than any
    /// ratio of
    /// a single entry shows.
    /// </summary>
    /// <exception cref="GpException">Two entries lie over one another, or one over the directory.</exception>
    public static void NoOverlap(List<ArchiveEntry> entries, long directory, FilePlace place)
    {
        ArchiveEntry? before = null;
        foreach (var entry in entries.OrderBy(entry => entry.Offset))
        {
            if (entry.Offset > directory - EntryHeaderLength || entry.PackedLength > directory - EntryHeaderLength - entry.Offset)
            {
                throw place.Invalid($"the archive is damaged: the entry '{FilePlace.Shown(entry.Name)}' lies over its directory");
            }

            if (before is not null && entry.Offset < before.Offset + EntryHeaderLength + before.PackedLength)
            {
                throw place.Invalid(
                    $"the entries '{FilePlace.Shown(before.Name)}' and '{FilePlace.Shown(entry.Name)}' share bytes of the archive; " +
                    "expected entries with bytes of their own");
            }

            before = entry;
        }
    }

    /// <exception cref="GpException">Two entries have names that some disks take for the same.</exception>
    public static void NoDuplicates(List<ArchiveEntry> files, FilePlace place)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in files)
        {
            if (!names.Add(entry.Name))
            {
                throw place.Invalid($"the archive has two entries '{FilePlace.Shown(entry.Name)}'; expected each name once");
            }
        }
    }
}
