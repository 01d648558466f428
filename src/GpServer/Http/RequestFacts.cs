namespace GpServer.Http;

/// <summary>What is learned about a request on its way, for its line in the log and for its error.</summary>
sealed class RequestFacts
{
    /// <summary>The code of the error object that was answered, or null. The HTTP status does not tell it.</summary>
    public int? ErrorCode { get; set; }

    /// <summary>The body came with a Content-Encoding.</summary>
    public bool IsCompressed { get; init; }

    /// <summary>The name of the user who makes it; empty for one who has not signed in.</summary>
    public string User { get; set; } = "";

    public long BytesWritten { get; set; }

    /// <summary>The task that was asked to run, or null.</summary>
    public string? Executing { get; set; }
}
