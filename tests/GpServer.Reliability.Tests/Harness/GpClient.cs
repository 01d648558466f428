using System.Diagnostics;
using System.Text.Json;

namespace GpServer.Reliability.Tests.Harness;

/// <summary>Submits, polls, fetches and cancels as the clients of the protocol do: by forms and URLs.</summary>
sealed class GpClient(Uri address)
{
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    static readonly HttpClient Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 200 }) { Timeout = TimeSpan.FromSeconds(30) };

    /// <exception cref="RestException">The server refused.</exception>
    /// <exception cref="HttpRequestException">Nobody answered: whether the job exists is not known.</exception>
    public async Task<JobUrl> SubmitAsync(string service, string task, params (string Name, string Value)[] inputs)
    {
        var answer = await PostAsync($"{service}/GPServer/{task}/submitJob", inputs);
        return new JobUrl(service, task, answer.GetProperty("jobId").GetString()!);
    }

    public async Task<JobDocument> GetAsync(JobUrl job) => new(await PostAsync(job.Path));

    /// <returns>The member <c>value</c> of the result.</returns>
    public async Task<JsonElement> ResultAsync(JobUrl job, string name) =>
        (await PostAsync($"{job.Path}/results/{name}")).GetProperty("value");

    /// <returns>The status that the answer gives.</returns>
    public async Task<string> CancelAsync(JobUrl job) =>
        (await PostAsync($"{job.Path}/cancel")).GetProperty("jobStatus").GetString()!;

    /// <summary>Polls until the job has ended.</summary>
    public Task<JobDocument> EndOfAsync(JobUrl job, TimeSpan within) => UntilAsync(job, document => document.HasEnded, within);

    /// <summary>Polls until the job is as wanted.</summary>
    /// <exception cref="TimeoutException">It was not; the text is the job as it was last.</exception>
    public async Task<JobDocument> UntilAsync(JobUrl job, Func<JobDocument, bool> wanted, TimeSpan within)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var document = await GetAsync(job);
            if (wanted(document))
            {
                return document;
            }

            if (Stopwatch.GetElapsedTime(began) > within)
            {
                throw new TimeoutException($"After {within.TotalSeconds} s the job is still not as expected: {document}");
            }

            await Task.Delay(PollInterval);
        }
    }

    async Task<JsonElement> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(
            [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("f", "json")]);
        using var answer = await Http.PostAsync(new Uri(address, $"/rest/services/{path}"), form);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new RestException((int)answer.StatusCode, text);
        }

        using var document = JsonDocument.Parse(text);
        var root = document.RootElement.Clone();
        return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error)
            ? throw new RestException(error.GetProperty("code").GetInt32(), error.ToString())
            : root;
    }
}
