using GpServer.Core.Jobs;

namespace GpServer.Jobs.Operations;

/// <summary>
/// What becomes of a job whose worker was lost: decided apart from the database, so that it can be read and tested alone.
/// </summary>
/// <param name="Status">The job's next status.</param>
/// <param name="Message">What the job says about it.</param>
sealed record ExpiredLease(JobStatus Status, string Message)
{
    public static ExpiredLease Decide(Job job, int maxRuns) => job switch
    {
        { Status: JobStatus.Cancelling } => new(JobStatus.Cancelled, "The job was cancelled; the node that ran it was lost."),
        { HasSideEffects: true } => new(JobStatus.Failed,
            "ERROR 999999: The node that ran the job was lost. The task changes things outside the job, so it is not run again."),
        { Runs: var runs } when runs >= maxRuns => new(JobStatus.Failed,
            $"ERROR 999999: The job was begun {runs} times and each time the node that ran it was lost. It is not run again."),
        _ => new(JobStatus.Waiting, "The node that ran the job was lost. The job waits to run again from its beginning."),
    };
}
