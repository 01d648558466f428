using GpServer.Core.Tools;

namespace GpServer.Core.Execution;

/// <summary>What the caller of one run wants.</summary>
public sealed record RunSettings
{
    /// <summary>
    /// Features that one result may have; a result with more is returned empty and marked. Null stores all of them.
    /// </summary>
    public int? RecordLimit { get; init; }

    /// <summary>False refuses tools that give files: their caller has no place from which to fetch them.</summary>
    public bool TakesFiles { get; init; } = true;

    /// <summary>Told of each message when the tool says it.</summary>
    public Action<ToolMessage>? Said { get; init; }

    /// <summary>Told of progress.</summary>
    public Action<ToolProgress>? Progress { get; init; }

    /// <summary>
    /// Given all results, complete, before the run is said to have succeeded: keeping them elsewhere is part of the run, and may fail it.
    /// </summary>
    public Action<IReadOnlyList<TaskResult>>? Keep { get; init; }
}
