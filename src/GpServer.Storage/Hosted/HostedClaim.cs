namespace GpServer.Storage.Hosted;

/// <summary>That a job is to make a hosted service.</summary>
public sealed record HostedClaim
{
    /// <summary>The name, without a folder: letters, digits and underscores.</summary>
    public required string Name { get; init; }

    /// <summary>Who has the job; empty for an anonymous caller.</summary>
    public required string User { get; init; }

    /// <summary>The geoprocessing service of the job, with its folder.</summary>
    public required string Service { get; init; }

    /// <summary>The job's id.</summary>
    public required string JobId { get; init; }

    /// <summary>True to take the place of a service of this name that is the user's own.</summary>
    public bool Overwrites { get; init; }

    /// <summary>True for one who may take the place of anybody's.</summary>
    public bool IsAdministrator { get; init; }

    public string Description { get; init; } = "";
}
