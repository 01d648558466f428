namespace GpServer.Rest.Answers;

/// <summary>A refusal in the protocol's form.</summary>
sealed class ErrorAnswer(EsriError error) : EsriAnswer
{
    public override ValueTask WriteAsync(AnswerOutput output)
    {
        var json = output.Json;
        json.StartObject();
        json.StartObject("error"u8);
        json.Member("code"u8, error.Code);
        json.Member("message"u8, error.Message);
        json.StartArray("details"u8);
        foreach (var detail in error.Details)
        {
            json.Value(detail);
        }

        json.EndArray();
        json.EndObject();
        json.EndObject();
        return ValueTask.CompletedTask;
    }
}
