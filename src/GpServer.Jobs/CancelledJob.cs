namespace GpServer.Jobs;

/// <summary>The answer to a cancel.</summary>
/// <param name="Job">The job after it.</param>
/// <param name="HadEnded">True when the job had ended before, so that there was nothing to cancel.</param>
public sealed record CancelledJob(Job Job, bool HadEnded);
