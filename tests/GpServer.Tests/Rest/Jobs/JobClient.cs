using System.Text.Json;

namespace GpServer.Tests.Rest.Jobs;

/// <summary>What every test of jobs does as a client.</summary>
static class JobClient
{
    public const string Service = "/rest/services/ToolboxAsync/GPServer";
    public const string UnknownJob = "j00000000000000000000000000000000";

    /// <summary>Features in longitude and latitude, in Munich.</summary>
    public const string Munich =
        """{"features":[{"geometry":{"x":11.5755,"y":48.1374,"z":519,"spatialReference":{"wkid":4326}},"attributes":{"name":"Munich"}}]}""";

    public static string Url(string task, string jobId, string resource = "") => $"{Service}/{task}/jobs/{jobId}{resource}";

    /// <summary>Submits, and answers with the id.</summary>
    public static async Task<string> Submit(this HttpClient client, string task, params (string Name, string Value)[] form)
    {
        var answer = await client.PostForm($"{Service}/{task}/submitJob", [.. form, ("f", "json")]);
        answer.TryGetProperty("jobId", out var id).ShouldBeTrue($"expected a job but got {answer}");
        return id.GetString()!;
    }

    public static Task<JsonElement> Job(this HttpClient client, string task, string jobId) =>
        client.GetJson($"{Url(task, jobId)}?f=json");

    public static async Task<string> Status(this HttpClient client, string task, string jobId) =>
        (await client.Job(task, jobId)).GetProperty("jobStatus").GetString()!;

    /// <summary>Polls until the job has ended.</summary>
    public static async Task<JsonElement> Ended(this HttpClient client, string task, string jobId)
    {
        var end = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            var job = await client.Job(task, jobId);
            if (job.GetProperty("jobStatus").GetString() is "esriJobSucceeded" or "esriJobFailed" or "esriJobTimedOut" or "esriJobCancelled")
            {
                return job;
            }

            (DateTime.UtcNow < end).ShouldBeTrue($"the job did not end: {job}");
            await Task.Delay(20);
        }
    }

    /// <summary>Submits a job and waits until it has succeeded.</summary>
    public static async Task<string> Run(this HttpClient client, string task, params (string Name, string Value)[] form)
    {
        var id = await client.Submit(task, form);
        var job = await client.Ended(task, id);
        job.GetProperty("jobStatus").GetString().ShouldBe("esriJobSucceeded", job.ToString());
        return id;
    }

    /// <summary>A result's value: the service shows results as maps, and would answer with a picture.</summary>
    public static Task<JsonElement> JobResult(this HttpClient client, string task, string jobId, string name, string query = "") =>
        client.GetJson($"{Url(task, jobId)}/results/{name}?f=json&returnType=data{query}");

    /// <summary>The texts of a job's messages.</summary>
    public static string[] Said(this JsonElement job) =>
        [.. job.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("description").GetString()!)];
}
