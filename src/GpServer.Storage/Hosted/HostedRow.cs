namespace GpServer.Storage.Hosted;

/// <summary>A chunk of a layer, or a part of its index.</summary>
/// <param name="Layer">The layer's number.</param>
/// <param name="Number">The chunk's number from 1; the parts of the index are 0, -1 and so on.</param>
public sealed record HostedRow(int Layer, int Number, ReadOnlyMemory<byte> Bytes);
