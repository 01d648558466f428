namespace GpServer.Storage.Site;

/// <summary>Which lines of the log are wanted. A list that is null lets all through.</summary>
/// <param name="Newest">The latest time, which is where the answer begins.</param>
/// <param name="Oldest">The earliest time.</param>
/// <param name="Level">The least level.</param>
/// <param name="Most">How many lines at most.</param>
public sealed record ServerLogQuery(DateTimeOffset Newest, DateTimeOffset Oldest, int Level, int Most)
{
    public IReadOnlyList<string>? Sources { get; init; }

    public IReadOnlyList<string>? Services { get; init; }

    public IReadOnlyList<string>? Nodes { get; init; }

    public IReadOnlyList<int>? Codes { get; init; }
}
