namespace GpServer.Wire.Files.Archives;

/// <summary>A file inside of an archive.</summary>
/// <param name="Name">Its path in the archive, with slashes: one that stays inside of a folder wherever it is unpacked.</param>
/// <param name="Length">Unpacked bytes as the archive says; more than these are never unpacked.</param>
/// <param name="PackedLength">Bytes in the archive.</param>
public sealed record ArchiveEntry(string Name, long Length, long PackedLength)
{
    /// <summary>The last part of the path.</summary>
    public string FileName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>The extension of the name with its dot, lower case; empty without one.</summary>
    public string Extension => Path.GetExtension(Name).ToLowerInvariant();

    /// <summary>Where the entry's own header stands in the archive.</summary>
    internal long Offset { get; init; }

    internal bool IsDeflated { get; init; }

    internal uint Checksum { get; init; }

    internal int Index { get; init; }
}
