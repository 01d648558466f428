namespace GpServer.Core.Values;

/// <summary>Features that are elsewhere: a layer or file by URL, or an uploaded item. Resolved to a feature set before the tool runs.</summary>
public sealed record FeatureReference
{
    public string? Url { get; init; }

    /// <summary>The id of an upload to the service.</summary>
    public string? ItemId { get; init; }

    /// <summary>The name of a layer that this server knows: of registered data, or of a choice list.</summary>
    public string? Layer { get; init; }

    /// <summary>The where clause of a layer URL.</summary>
    public string? Filter { get; init; }

    /// <summary>The instant or extent in time of a layer URL, as it came.</summary>
    public string? Time { get; init; }

    /// <summary>The token for the other service. Never logged, never shown.</summary>
    public string? Token { get; init; }

    // A record's own text would show the token.
    public override string ToString() => (Url, Layer) switch
    {
        ({ } url, _) => $"URL {url.Split('?')[0]}",
        (_, { } layer) => $"layer {layer}",
        _ => $"item {ItemId}",
    };
}
