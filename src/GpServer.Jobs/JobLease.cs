namespace GpServer.Jobs;

/// <summary>The right to change one job: carried by every statement of a worker, so that a late one changes nothing.</summary>
/// <param name="Service">The job's service, whose settings apply.</param>
/// <param name="Sequence">The job's sequence.</param>
/// <param name="Number">The number of the lease, which the claim made.</param>
public readonly record struct JobLease(string JobId, string Service, long Sequence, int Number);
