using GpServer.Core.Tools;

namespace GpServer.Jobs.Operations;

/// <summary>A job that is to be stored, with what the submit does not say itself. Times in milliseconds.</summary>
sealed record NewJob(SubmitJob Submit, string Id, byte[]? Hash, long MaxWait, long Retention)
{
    public IReadOnlyList<ToolMessage> Messages => Submit.Messages;
}
