namespace GpServer.Jobs;

/// <summary>One parameter of a request as it came.</summary>
/// <param name="Utf8">The parameter's text, taken literally.</param>
public sealed record JobInput(string Name, ReadOnlyMemory<byte> Utf8)
{
    /// <summary>True for what the server has added to a request, which is no part of what its caller said.</summary>
    public bool IsOfServer { get; init; }
}
