namespace GpServer.Security;

/// <summary>A role as it is stored.</summary>
sealed record SiteRole
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public Privilege Privilege { get; init; }
}
