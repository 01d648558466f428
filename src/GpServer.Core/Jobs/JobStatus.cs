namespace GpServer.Core.Jobs;

/// <summary>
/// Where a job is in its life, named as on the wire without <c>esriJob</c>. The numbers are stored: never change one.
/// </summary>
public enum JobStatus
{
    /// <summary>Stored; no worker has begun it.</summary>
    Submitted = 0,

    /// <summary>Back in the queue: the node that ran it was lost, or gave it back.</summary>
    Waiting = 1,

    /// <summary>A worker runs it.</summary>
    Executing = 2,

    /// <summary>A worker runs it and is to stop.</summary>
    Cancelling = 3,

    /// <summary>Ended with results.</summary>
    Succeeded = 4,

    /// <summary>Ended without results; the messages say why.</summary>
    Failed = 5,

    /// <summary>Ended because it ran for longer than its service allows.</summary>
    TimedOut = 6,

    /// <summary>Ended because it was cancelled.</summary>
    Cancelled = 7,

    /// <summary>Large inputs are still being stored. Nobody but the queue sees such a job.</summary>
    Receiving = 8,
}
