namespace GpServer.Http;

/// <summary>What is learned about a request on its way, for its line in the log and for its error.</summary>
sealed class RequestFacts
{
    static readonly AsyncLocal<RequestFacts?> Under = new();

    /// <summary>Those of the request under way; null where there is none.</summary>
    public static RequestFacts? Current
    {
        get => Under.Value;
        set => Under.Value = value;
    }

    /// <summary>The code of the error object that was answered, or null. The HTTP status does not tell it.</summary>
    public int? ErrorCode { get; set; }

    /// <summary>The body came with a Content-Encoding.</summary>
    public bool IsCompressed { get; init; }

    /// <summary>The name of the user who makes it; empty for one who has not signed in.</summary>
    public string User { get; set; } = "";

    /// <summary>The service that the path names, with its folder; empty where it names none.</summary>
    public string Service { get; set; } = "";

    public long BytesWritten { get; set; }

    /// <summary>The task that was asked to run, or null.</summary>
    public string? Executing { get; set; }
}
