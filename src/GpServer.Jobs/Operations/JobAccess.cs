namespace GpServer.Jobs.Operations;

/// <summary>That somebody asked for a job.</summary>
/// <param name="Age">How long ago.</param>
/// <param name="Retention">How long the job is to be kept after it.</param>
readonly record struct JobAccess(string JobId, TimeSpan Age, TimeSpan Retention)
{
    /// <summary>What was kept of it in memory.</summary>
    public (string Service, long At, DateTimeOffset? Expiry) Entry { get; init; }
}
