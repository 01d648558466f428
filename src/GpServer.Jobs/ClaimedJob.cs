namespace GpServer.Jobs;

/// <summary>A job that a node is to run now.</summary>
/// <param name="Job">The job as the claim left it.</param>
public sealed record ClaimedJob(Job Job)
{
    public JobLease Lease => new(Job.Id, Job.Service, Job.Sequence, Job.Lease);
}
