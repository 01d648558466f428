namespace GpServer.Rest.Answers;

/// <summary>A refusal in the form of the Administrator API: <c>{"status":"error","messages":[…],"code":…}</c>.</summary>
sealed class AdminErrorAnswer(EsriError error) : EsriAnswer
{
    public override ValueTask WriteAsync(AnswerOutput output)
    {
        var json = output.Json;
        json.StartObject();
        json.Member("status"u8, "error"u8);
        json.StartArray("messages"u8);
        foreach (var message in error.Details.Count == 0 ? [error.Message] : error.Details)
        {
            json.Value(message);
        }

        json.EndArray();
        json.Member("code"u8, error.Code);
        json.EndObject();
        return ValueTask.CompletedTask;
    }
}
