using GpServer.Core;
using Microsoft.Win32.SafeHandles;

namespace GpServer.Wire.Files.Archives;

/// <summary>
/// Reads the central directory of a zip archive (APPNOTE.TXT of PKWARE), with its form of 64 bits. Our own, and not the framework's:
/// that one
/// takes directories of any size, and says neither where entries lie nor whether they are links.
/// </summary>
sealed class ZipDirectory(SafeFileHandle file, FilePlace place, ArchiveLimits limits)
{
    const int EndLength = 22;
    const int Locator64Length = 20;
    const int End64Length = 56;
    const int MostComment = ushort.MaxValue;
    const int HeaderLength = 46;
    const int MostHeader = HeaderLength + (3 * ushort.MaxValue);

    readonly long _length = RandomAccess.GetLength(file);

    /// <exception cref="GpException">It is no archive, or one that is refused.</exception>
    public IReadOnlyList<ArchiveEntry> Read()
    {
        var (count, start, length) = FindDirectory();
        if (count > limits.Entries)
        {
            throw place.Exceeds($"the archive has {count} entries, more than {limits.Entries}, the limit of one archive.");
        }

        if (start < 0 || length < 0 || start > _length - length || length > count * (long)MostHeader)
        {
            throw Damaged("its directory is not where its end says");
        }

        var headers = ReadHeaders(start, length, (int)count);
        ZipDirectoryCheck.NoOverlap(headers, start, place);
        var files = headers.FindAll(entry => !entry.Name.EndsWith('/'));
        ZipDirectoryCheck.NoDuplicates(files, place);
        CheckTotal(files);
        return [.. files.Select((entry, index) => entry with { Index = index })];
    }

    (long Count, long Start, long Length) FindDirectory()
    {
        var tail = new byte[(int)Math.Min(_length, EndLength + MostComment + Locator64Length)];
        ReadAt(_length - tail.Length, tail);
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            var end = new ZipRecord(tail.AsSpan(at));

            // The comment reaches exactly to the end of the file, so that no comment can pretend to be the directory's end.
            if (end.UInt32(0) != ZipRecord.EndSignature || end.UInt16(20) != tail.Length - at - EndLength)
            {
                continue;
            }

            var isSplit = end.UInt16(4) is not (0 or ushort.MaxValue) || end.UInt16(8) != end.UInt16(10);
            if (isSplit)
            {
                throw place.Invalid("the archive is one of several volumes; expected a whole one");
            }

            var needs64 = end.UInt16(10) == ushort.MaxValue || end.UInt32(12) == uint.MaxValue || end.UInt32(16) == uint.MaxValue;
            return needs64 && at >= Locator64Length
                ? Find64(tail.AsSpan(at - Locator64Length, Locator64Length))
                : (end.UInt16(10), end.UInt32(16), end.UInt32(12));
        }

        throw place.Invalid("it is not a zip archive, or one that was cut; expected a zip archive");
    }

    (long Count, long Start, long Length) Find64(ReadOnlySpan<byte> locator)
    {
        var record = new ZipRecord(locator);
        var at = record.Int64(8);
        if (record.UInt32(0) != ZipRecord.Locator64Signature || at < 0 || at > _length - End64Length)
        {
            throw Damaged("the place of its directory is not said");
        }

        var bytes = new byte[End64Length];
        ReadAt(at, bytes);
        var end = new ZipRecord(bytes);
        if (end.UInt32(0) != ZipRecord.End64Signature || end.Int64(32) < 0)
        {
            throw Damaged("the place of its directory is not said");
        }

        return (end.Int64(32), end.Int64(48), end.Int64(40));
    }

    List<ArchiveEntry> ReadHeaders(long start, long length, int count)
    {
        var entries = new List<ArchiveEntry>(count);
        var header = new byte[HeaderLength];
        var at = start;
        for (var i = 0; i < count; i++)
        {
            Need(start, length, at, HeaderLength);
            ReadAt(at, header);
            var record = new ZipRecord(header);
            if (record.UInt32(0) != ZipRecord.DirectorySignature)
            {
                throw Damaged($"entry {i + 1} of its directory cannot be read");
            }

            var rest = new byte[record.UInt16(28) + record.UInt16(30) + record.UInt16(32)];
            Need(start, length, at, HeaderLength + rest.Length);
            ReadAt(at + HeaderLength, rest);
            entries.Add(ZipEntryReader.Read(record, rest, place));
            at += HeaderLength + rest.Length;
        }

        return entries;
    }

    void CheckTotal(List<ArchiveEntry> files)
    {
        long total = 0;
        foreach (var entry in files)
        {
            total = entry.Length > limits.Bytes - total ? limits.Bytes + 1 : total + entry.Length;
            if (total > limits.Bytes)
            {
                throw place.Exceeds($"the archive unpacks to more than {limits.Bytes} bytes, the limit of one archive.");
            }
        }
    }

    void Need(long start, long length, long at, int bytes)
    {
        if (at + bytes > start + length)
        {
            throw Damaged("its directory was cut");
        }
    }

    void ReadAt(long at, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = RandomAccess.Read(file, bytes, at);
            if (count == 0)
            {
                throw Damaged("it was cut");
            }

            at += count;
            bytes = bytes[count..];
        }
    }

    GpException Damaged(string how) => place.Invalid($"the archive is damaged: {how}");
}
