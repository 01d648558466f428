using GpServer.Jobs;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Jobs;

/// <summary>A job's id and status: the answer to submitting and to cancelling.</summary>
sealed class StatusAnswer(Job job) : EsriAnswer
{
    public override ValueTask WriteAsync(AnswerOutput output)
    {
        output.Json.StartObject();
        JobAnswer.WriteStatus(output.Json, job);
        output.Json.EndObject();
        return ValueTask.CompletedTask;
    }
}
