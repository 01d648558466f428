namespace GpServer.Jobs;

/// <summary>
/// How the jobs of one service are treated. A change of it applies to the next claim, submit and end, on every node that learns of it.
/// </summary>
public sealed record JobServiceSettings
{
    /// <summary>The service's name with its folder.</summary>
    public required string Service { get; init; }

    /// <summary>Jobs of the service that one node runs at the same time; 0 while the service is stopped.</summary>
    public required int Instances { get; init; }

    /// <summary>How long a job may wait in the queue; then it fails.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long one run may take; then the job is timed out. Time in the queue does not count.</summary>
    public TimeSpan MaxUsage { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>How long an ended job and its values are kept after somebody asked for them last.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Jobs of the service that may wait.</summary>
    public int MaxQueued { get; init; } = 100_000;
}
