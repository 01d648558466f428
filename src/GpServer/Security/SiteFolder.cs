namespace GpServer.Security;

/// <summary>A folder of services that was made by itself.</summary>
sealed record SiteFolder
{
    public string Description { get; init; } = "";
}
