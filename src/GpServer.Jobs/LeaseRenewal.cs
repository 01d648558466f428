using GpServer.Core.Tools;

namespace GpServer.Jobs;

/// <summary>What a heartbeat says of one run.</summary>
/// <param name="Progress">What to publish, or null to leave it.</param>
public readonly record struct LeaseRenewal(JobLease Lease, ToolProgress? Progress);
