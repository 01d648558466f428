using System.Text.Json;

namespace GpServer.Tests.References;

/// <summary>A server that may fetch inputs from this machine.</summary>
public sealed class ReferenceServer() : TestServer(
    ("Outgoing:AllowedHosts:0", "127.0.0.1"), ("Outgoing:RetrySeconds", "0"), ("Outgoing:AnswerSeconds", "20"), ("Services:Toolbox:MaximumRecords", "100000"))
{
    /// <summary>The names of the features that a task was given by a reference, in their order.</summary>
    public static async Task<string[]> NamesAsync(HttpClient client, object reference, string field = "name")
    {
        var answer = await client.Execute("Shapes", ("Features", reference as string ?? JsonSerializer.Serialize(reference)));
        return [.. answer.Result("Same").GetProperty("features").EnumerateArray()
            .Select(feature => feature.GetProperty("attributes").GetProperty(field).ToString())];
    }
}
