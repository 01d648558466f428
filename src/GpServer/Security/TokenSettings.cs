namespace GpServer.Security;

/// <summary>How long tokens live, and how they may be asked for: stored, and changed while the server runs.</summary>
sealed record TokenSettings
{
    public const string Name = "tokens";
    public const int MostMinutes = 525_600;

    /// <summary>Minutes that a token lives that was asked for without a time; clients are told it.</summary>
    public int ShortMinutes { get; init; } = 60;

    /// <summary>Minutes that a token lives at most, whatever was asked for.</summary>
    public int LongestMinutes { get; init; } = 1_440;

    /// <summary>Answer requests for tokens whose name and password are in the query, where logs and histories keep them.</summary>
    public bool GetAllowed { get; init; }
}
