namespace GpServer.Admin.Logs;

/// <summary>What of the log is stored, and for how long: the same for all nodes, and changed while the server runs.</summary>
sealed record LogSettings
{
    public const string Name = "logs";
    public const int MostDays = 3_650;

    /// <summary>The least level that is stored.</summary>
    public LogLevel Level { get; init; } = LogLevel.Warning;

    /// <summary>Days after which lines are deleted.</summary>
    public int RetentionDays { get; init; } = 90;
}
