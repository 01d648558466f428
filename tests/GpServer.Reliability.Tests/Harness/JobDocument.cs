using System.Text.Json;

namespace GpServer.Reliability.Tests.Harness;

/// <summary>A job as the server describes it.</summary>
sealed class JobDocument(JsonElement json)
{
    /// <summary>The status without <c>esriJob</c>.</summary>
    public string Status { get; } = json.GetProperty("jobStatus").GetString()!["esriJob".Length..];

    /// <summary>The texts of its messages, in their order.</summary>
    public IReadOnlyList<string> Messages { get; } =
        [.. json.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("description").GetString()!)];

    public bool HasEnded => Status is "Succeeded" or "Failed" or "TimedOut" or "Cancelled";

    public bool HasSucceeded => Status == "Succeeded";

    public override string ToString() => json.ToString();
}
