namespace GpServer.Core.Values;

/// <summary>A file: elsewhere, by URL or as an uploaded item, or one that a run made.</summary>
public sealed record DataFile
{
    public string? Url { get; init; }

    /// <summary>The id of an upload to the service.</summary>
    public string? ItemId { get; init; }

    /// <summary>The id of an item of a portal.</summary>
    public string? PortalItemId { get; init; }

    /// <summary>The token for the other server. Never logged, never shown.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// The name of a file that a run made with <see cref="Tools.ToolContext.CreateFile"/>; unique among the files of its run.
    /// </summary>
    public string? FileName { get; init; }

    /// <summary>Where a file that this run made lies, until the run's results are disposed of. Never written into an answer.</summary>
    public string? LocalPath { get; init; }

    // A record's own text would show the token, which may also be in the URL's query.
    public override string ToString() => (Url, ItemId, FileName) switch
    {
        ({ } url, _, _) => $"URL {url.Split('?')[0]}",
        (_, { } item, _) => $"item {item}",
        (_, _, { } name) => $"file {name}",
        _ => $"portal item {PortalItemId}",
    };
}
