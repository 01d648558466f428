namespace GpServer.Options;

/// <summary>Tokens and signed URLs: <c>GpServer:Tokens</c>. What administrators set while the server runs wins over the times and over GET.</summary>
sealed class TokenOptions
{
    /// <summary>Answer requests for tokens by GET, whose query holds the password.</summary>
    public bool GetAllowed { get; set; }

    /// <summary>Minutes that a token lives that was asked for without a time.</summary>
    public int ShortMinutes { get; set; } = 60;

    /// <summary>Minutes that a token lives at most.</summary>
    public int LongestMinutes { get; set; } = 1_440;

    /// <summary>Minutes for which the URL of a file that an answer names works without a token.</summary>
    public int FileUrlMinutes { get; set; } = 360;
}
