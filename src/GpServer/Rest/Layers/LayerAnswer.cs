using GpServer.Rest.Answers;

namespace GpServer.Rest.Layers;

/// <summary>An answer to a query that may be long: it is written in pieces.</summary>
sealed class LayerAnswer(Func<AnswerOutput, ValueTask> write) : EsriAnswer
{
    public override ValueTask WriteAsync(AnswerOutput output) => write(output);
}
