using GpServer.Core;

namespace GpServer.Wire.Files.Archives;

/// <summary>Makes an entry of its header in the directory, and refuses what is not to be unpacked.</summary>
static class ZipEntryReader
{
    const int Stored = 0;
    const int Deflated = 8;
    const int Encrypted = 0x0001;
    const int StronglyEncrypted = 0x0040;
    const int MaskedDirectory = 0x2000;
    const int Extra64 = 0x0001;

    /// <param name="header">The fixed part of the header.</param>
    /// <param name="rest">Name, extra field and comment.</param>
    /// <param name="place">For error texts.</param>
    /// <exception cref="GpException">The entry is refused; the message names it.</exception>
    public static ArchiveEntry Read(ZipRecord header, ReadOnlySpan<byte> rest, FilePlace place)
    {
        var nameLength = header.UInt16(28);
        var name = EntryNames.Decode(rest[..nameLength]);
        var shown = FilePlace.Shown(name);
        if (EntryNames.Problem(name) is { } problem)
        {
            throw place.Invalid($"the entry '{shown}' {problem}");
        }

        if ((header.UInt16(8) & (Encrypted | StronglyEncrypted | MaskedDirectory)) != 0)
        {
            throw place.Invalid($"the entry '{shown}' is encrypted; expected an archive without a password");
        }

        if (IsSpecial(header))
        {
            throw place.Invalid($"the entry '{shown}' is a link or a device; expected files and folders");
        }

        var method = header.UInt16(10);
        if (method is not (Stored or Deflated))
        {
            throw place.Invalid(FormattableString.Invariant($"the entry '{shown}' is packed by method {method}; expected 8 (deflate) or 0 (stored)"));
        }

        var entry = WithLengths(header, rest.Slice(nameLength, header.UInt16(30)), new ArchiveEntry(name, 0, 0)
        {
            IsDeflated = method == Deflated,
            Checksum = header.UInt32(16),
        });
        if (entry.Length < 0 || entry.PackedLength < 0 || entry.Offset < 0 || (method == Stored && entry.Length != entry.PackedLength))
        {
            throw place.Invalid($"the archive is damaged: the lengths of the entry '{shown}' are wrong");
        }

        return PackedFormats.Has(entry.Extension)
            ? throw place.Invalid($"the entry '{shown}' is an archive itself; expected files that are packed once")
            : entry;
    }

    /// <summary>On Unix the upper half of the external attributes is the mode, whose first four bits are the kind of the file.</summary>
    static bool IsSpecial(ZipRecord header)
    {
        const int regular = 0x8;
        const int folder = 0x4;
        const int reparsePoint = 0x400;
        var kind = header.UInt16(40) >> 12;
        return kind is not (0 or regular or folder) || (header.UInt16(38) & reparsePoint) != 0;
    }

    /// <summary>Numbers that do not fit into 32 bits are in the extra field, in this order, those alone that do not.</summary>
    static ArchiveEntry WithLengths(ZipRecord header, ReadOnlySpan<byte> extra, ArchiveEntry entry)
    {
        var wide = Find64(extra);
        var length = Take(header.UInt32(24), ref wide);
        var packed = Take(header.UInt32(20), ref wide);
        return entry with { Length = length, PackedLength = packed, Offset = Take(header.UInt32(42), ref wide) };
    }

    static long Take(uint narrow, ref ReadOnlySpan<byte> wide)
    {
        if (narrow != uint.MaxValue)
        {
            return narrow;
        }

        if (wide.Length < sizeof(long))
        {
            return -1;
        }

        var value = new ZipRecord(wide).Int64(0);
        wide = wide[sizeof(long)..];
        return value;
    }

    static ReadOnlySpan<byte> Find64(ReadOnlySpan<byte> extra)
    {
        const int fieldHeader = 4;
        while (extra.Length >= fieldHeader)
        {
            var field = new ZipRecord(extra);
            var length = Math.Min(field.UInt16(2), extra.Length - fieldHeader);
            if (field.UInt16(0) == Extra64)
            {
                return extra.Slice(fieldHeader, length);
            }

            extra = extra[(fieldHeader + length)..];
        }

        return [];
    }
}
