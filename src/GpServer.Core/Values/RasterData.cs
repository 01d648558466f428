namespace GpServer.Core.Values;

/// <summary>A raster that is elsewhere: a file or image service by URL, or an uploaded item.</summary>
public sealed record RasterData
{
    public string? Url { get; init; }

    /// <summary>The id of an upload to the service.</summary>
    public string? ItemId { get; init; }

    /// <summary>The id of an item of a portal.</summary>
    public string? PortalItemId { get; init; }

    /// <summary>The token for the other server. Never logged, never shown.</summary>
    public string? Token { get; init; }

    /// <summary>The format of the file, such as <c>tif</c>, where it was said.</summary>
    public string? Format { get; init; }

    // A record's own text would show the token, which may also be in the URL's query.
    public override string ToString() => (Url, ItemId) switch
    {
        ({ } url, _) => $"URL {url.Split('?')[0]}",
        (_, { } item) => $"item {item}",
        _ => $"portal item {PortalItemId}",
    };
}
