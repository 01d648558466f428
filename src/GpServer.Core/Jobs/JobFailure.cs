using GpServer.Core.Tools;

namespace GpServer.Core.Jobs;

/// <summary>How a job says that it failed, in the words that clients are used to.</summary>
public static class JobFailure
{
    /// <summary>One message for each line of the reason, then that the task failed, then that the job did.</summary>
    public static IReadOnlyList<ToolMessage> Messages(string reason, string task)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return
        [
            .. reason.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Error),
            Error($"Failed to execute ({task})."),
            Error("Failed."),
        ];
    }

    static ToolMessage Error(string text) => new(MessageType.Error, text);
}
