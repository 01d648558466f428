using GpServer.Core.Json;
using GpServer.Rest.Answers;

namespace GpServer.Admin;

/// <summary>Answers that many resources of administrators give.</summary>
static class AdminAnswers
{
    /// <summary><c>{"status":"success"}</c>: what was asked for is done.</summary>
    public static EsriAnswer Success() => new DocumentAnswer(static json =>
    {
        json.StartObject();
        json.Member("status"u8, "success"u8);
        json.EndObject();
    });

    public static ValueTask<EsriAnswer> Document(Action<JsonOutput> write) => ValueTask.FromResult<EsriAnswer>(new DocumentAnswer(json =>
    {
        json.StartObject();
        write(json);
        json.EndObject();
    }));
}
