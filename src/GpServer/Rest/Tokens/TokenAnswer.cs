using GpServer.Rest.Answers;

namespace GpServer.Rest.Tokens;

/// <summary>A token, and when it ends in milliseconds since 1970.</summary>
sealed class TokenAnswer(string token, DateTimeOffset expires) : EsriAnswer
{
    public override ValueTask WriteAsync(AnswerOutput output)
    {
        var json = output.Json;
        json.StartObject();
        json.Member("token"u8, token);
        json.Member("expires"u8, expires.ToUnixTimeMilliseconds());
        json.EndObject();
        return ValueTask.CompletedTask;
    }
}
