namespace GpServer.Jobs;

/// <summary>The answer to a renewal. A lease without one is lost: its run must stop, and nothing that it does counts.</summary>
/// <param name="IsCancelled">True when the job is to be cancelled.</param>
public readonly record struct RenewedLease(JobLease Lease, bool IsCancelled);
