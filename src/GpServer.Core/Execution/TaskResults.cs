using GpServer.Core.Tools;

namespace GpServer.Core.Execution;

/// <summary>All outputs of a run in the task's order, complete, and what the run said. Disposing frees what large results keep on disk.</summary>
public sealed class TaskResults : IDisposable
{
    readonly IReadOnlyList<IDisposable> _stored;

    internal TaskResults(IReadOnlyList<TaskResult> results, IReadOnlyList<ToolMessage> messages, IReadOnlyList<IDisposable> stored)
    {
        Results = results;
        Messages = messages;
        _stored = stored;
    }

    public IReadOnlyList<TaskResult> Results { get; }

    public IReadOnlyList<ToolMessage> Messages { get; }

    public void Dispose()
    {
        foreach (var stored in _stored)
        {
            stored.Dispose();
        }
    }
}
