using System.Security.Cryptography;

namespace GpServer.Rest.Answers;

/// <summary>A small document of another type than JSON, the same for everyone, whatever <c>f</c> says.</summary>
/// <param name="contentSecurityPolicy">Of a page; null for what is none.</param>
sealed class BytesAnswer(ReadOnlyMemory<byte> bytes, string contentType, string? contentSecurityPolicy = null) : StreamAnswer
{
    public override string ContentType => contentType;

    public override string Tag { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes.Span).AsSpan(0, 16));

    public override string? ContentSecurityPolicy => contentSecurityPolicy;

    public override async Task SendAsync(Stream body, CancellationToken stop) => await body.WriteAsync(bytes, stop);
}
