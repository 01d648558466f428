using GpServer.Core.Json;

namespace GpServer.Rest.Answers;

/// <summary>A description of the server or of one of its services.</summary>
sealed class DocumentAnswer(Action<JsonOutput> write) : EsriAnswer
{
    public override bool IsDocument => true;

    public override ValueTask WriteAsync(AnswerOutput output)
    {
        write(output.Json);
        return ValueTask.CompletedTask;
    }
}
