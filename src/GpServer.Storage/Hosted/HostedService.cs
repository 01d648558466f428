namespace GpServer.Storage.Hosted;

/// <summary>A hosted feature service as its row says. All times are the store's.</summary>
public sealed record HostedService
{
    /// <summary>The name as it was given, without a folder. No two differ by case alone.</summary>
    public required string Name { get; init; }

    /// <summary>The user who made it; empty for an anonymous caller.</summary>
    public required string Owner { get; init; }

    /// <summary>The geoprocessing service, with its folder, whose job made it; empty where it was deleted.</summary>
    public required string Service { get; init; }

    /// <summary>The id of the job that made what is published.</summary>
    public required string JobId { get; init; }

    /// <summary>Another whenever what is published is another: it makes the keys of caches.</summary>
    public required long Version { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When what is published was made.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it is deleted; null while it is kept until somebody deletes it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public string Description { get; init; } = "";

    public long Features { get; init; }

    /// <summary>What it takes in the store, compressed.</summary>
    public long Bytes { get; init; }
}
