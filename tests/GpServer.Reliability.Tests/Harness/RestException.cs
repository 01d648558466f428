namespace GpServer.Reliability.Tests.Harness;

/// <summary>The server answered with an error.</summary>
/// <param name="code">The code in the answer's error, or the HTTP status where there is none.</param>
sealed class RestException(int code, string message) : Exception($"{code}: {message}")
{
    public int Code { get; } = code;
}
