namespace GpServer.Jobs;

/// <summary>The answer to a submit.</summary>
/// <param name="Job">The job as it is now.</param>
/// <param name="IsRepeat">True when the job was there already, under the same request id.</param>
public sealed record SubmittedJob(Job Job, bool IsRepeat);
