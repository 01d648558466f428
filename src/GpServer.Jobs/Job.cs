using GpServer.Core.Jobs;
using GpServer.Core.Tools;

namespace GpServer.Jobs;

/// <summary>
/// A job as its row says: everything but its messages and values. All times are the store's: the database's clock on PostgreSQL, where
/// nodes with clocks of their own share the rows.
/// </summary>
public sealed record Job
{
    /// <summary><c>j</c> and 32 hexadecimal digits, from a random source that nobody can guess.</summary>
    public required string Id { get; init; }

    /// <summary>The place in which jobs were stored; messages and values are stored under it.</summary>
    public required long Sequence { get; init; }

    /// <summary>The service's name with its folder.</summary>
    public required string Service { get; init; }

    public required string Task { get; init; }

    /// <summary>Who submitted the job; empty for an anonymous caller.</summary>
    public required string User { get; init; }

    public int Priority { get; init; }

    public JobStatus Status { get; init; }

    public bool HasSideEffects { get; init; }

    public string? RequestId { get; init; }

    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When the latest run began, or null.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Until when an ended job is kept if nobody asks for it; null for one that has not ended.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Runs that were begun and not given back.</summary>
    public int Runs { get; init; }

    /// <summary>The node that runs or ran the job, or null.</summary>
    public string? Node { get; init; }

    /// <summary>The number of the latest lease; each claim makes a new one.</summary>
    public int Lease { get; init; }

    /// <summary>What the run published last, or null.</summary>
    public ToolProgress? Progress { get; init; }

    /// <summary>How many messages there are; they are numbered from 1.</summary>
    public int MessageCount { get; init; }

    /// <summary>A number that grows with each change that a caller can see: status, messages, progress.</summary>
    public int Version { get; init; }

    /// <summary>Where the job waits in its service's queue: jobs run in the order of rank, turn and sequence.</summary>
    internal int Rank => -Priority;

    /// <summary>The round of its service in which the job has its turn; each user has one job in a round.</summary>
    internal long Turn { get; init; }

    /// <summary>True for the four statuses that never change again.</summary>
    public bool HasEnded => Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.TimedOut or JobStatus.Cancelled;

    /// <summary>True while no worker runs the job and one is to.</summary>
    public bool IsQueued => Status is JobStatus.Submitted or JobStatus.Waiting;
}
