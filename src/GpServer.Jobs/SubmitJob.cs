using GpServer.Core.Tools;

namespace GpServer.Jobs;

/// <summary>What a caller wants to be run. All of it is stored in one transaction.</summary>
public sealed record SubmitJob
{
    /// <summary>The id that the job is to have, of <see cref="JobIds"/>; null for any new one.</summary>
    public string? Id { get; init; }

    /// <summary>The service's name with its folder.</summary>
    public required string Service { get; init; }

    public required string Task { get; init; }

    /// <summary>Who submits; empty for an anonymous caller. Users of one service take turns, whatever each has queued.</summary>
    public string User { get; init; } = "";

    /// <summary>0 is normal; of a service's waiting jobs those with the highest number run first.</summary>
    public int Priority { get; init; }

    /// <summary>
    /// The caller's own name for this request, or null. While a job of the same user, service and task with this name exists, submitting
    /// again answers that job; with other inputs it is an error.
    /// </summary>
    public string? RequestId { get; init; }

    /// <summary>True for a task that must not run twice: when its worker is lost, the job fails.</summary>
    public bool HasSideEffects { get; init; }

    /// <summary>The request's parameters as they came, in their order. The bytes are read until the submit has returned.</summary>
    public IReadOnlyList<JobInput> Inputs { get; init; } = [];

    /// <summary>What the job says from its beginning.</summary>
    public IReadOnlyList<ToolMessage> Messages { get; init; } = [];

    /// <summary>
    /// True stores the job as failed with <see cref="Messages"/>, and nothing is queued: a job whose inputs are unreadable exists, since
    /// some clients notice nothing else.
    /// </summary>
    public bool HasFailed { get; init; }
}
