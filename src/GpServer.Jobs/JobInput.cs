namespace GpServer.Jobs;

/// <summary>One parameter of a request as it came.</summary>
/// <param name="Utf8">The parameter's text, taken literally.</param>
public sealed record JobInput(string Name, ReadOnlyMemory<byte> Utf8);
