namespace GpServer.Storage.Values;

/// <summary>A part of a set of features as it is stored.</summary>
/// <param name="Count">Features in it.</param>
/// <param name="Extent">Where they are; null when none has a geometry.</param>
public sealed record ValueChunk(ReadOnlyMemory<byte> Bytes, int Count, ChunkExtent? Extent);
