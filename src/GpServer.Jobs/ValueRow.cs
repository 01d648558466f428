using GpServer.Storage.Features;

namespace GpServer.Jobs;

/// <summary>One row of a value. Row 0 is stored last: it says that the value is complete, and how large it is.</summary>
/// <param name="Number">
/// 0 for the header, which holds the schema of features, or the text where it is short; else the chunk's place from 1.
/// </param>
/// <param name="Size">The header's: bytes of text, or features of the set; a chunk's: features in it.</param>
/// <param name="Extent">Where the features of the chunk, or of the set, are; null where none has a place.</param>
public sealed record ValueRow(
    JobValueKind Kind, string Name, int Number, JobValueFormat Format, long Size, int Chunks, ReadOnlyMemory<byte> Bytes,
    Extent? Extent = null);
