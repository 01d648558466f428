using GpServer.Core.Parameters;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Jobs;

/// <summary>All inputs or results, as a bare array.</summary>
sealed class ValuesAnswer(IReadOnlyList<ParameterValue> values, ValueWriting writing) : EsriAnswer
{
    public override async ValueTask WriteAsync(AnswerOutput output)
    {
        output.Json.StartArray();
        foreach (var value in values)
        {
            await value.WriteAsync(output, writing);
        }

        output.Json.EndArray();
    }
}
