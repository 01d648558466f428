using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Core.Tools;

namespace GpServer.Jobs.Working;

/// <summary>How runs end, in the words that clients are used to.</summary>
static class RunEnds
{
    public static JobEnd Succeeded(JobRun run) => new(JobStatus.Succeeded) { Values = run.Rows, Publication = run.Publication };

    public static JobEnd Failed(JobRun run, string text) => new(JobStatus.Failed)
    {
        Messages = JobFailure.Messages(text, run.Task),
    };

    public static JobEnd Failed(JobRun run, GpException failure) => Failed(run, failure.Text);

    /// <summary>A fault of the server: its text stays in the log.</summary>
    public static JobEnd FailedUnexpectedly(JobRun run, string id) =>
        Failed(run, $"ERROR 999999: The server failed unexpectedly. The failure has the id {id} in its log.");

    /// <summary>The node stops, and the task declares side effects.</summary>
    public static JobEnd NotGivenBack(JobRun run) => Failed(run,
        "ERROR 999999: The node that ran the job stopped. The task changes things outside the job, so it is not run again.");

    public static JobEnd Cancelled { get; } =
        new(JobStatus.Cancelled) { Messages = [new ToolMessage(MessageType.Informative, "The job was cancelled.")] };

    public static JobEnd TimedOut(JobServiceSettings settings) => new(JobStatus.TimedOut)
    {
        Messages =
        [
            Error(FormattableString.Invariant(
                $"ERROR 999999: The task took longer than {settings.MaxUsage.TotalSeconds} seconds, the limit of this service.")),
            Error("Failed."),
        ],
    };

    static ToolMessage Error(string text) => new(MessageType.Error, text);
}
