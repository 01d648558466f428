using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GpServer.Benchmarks;

/// <summary>
/// Polls the resource of a job on running servers, beside a bare Kestrel handler that answers a constant: on the node that ran the job, with
/// the tag of the last answer, while a job runs, and, where a second node is given, there.
/// </summary>
static class PollBenchmark
{
    const string Task = "/rest/services/ToolboxAsync/GPServer/Buffer";
    const int Rounds = 5;
    const int Polls = 20_000;

    public static async Task RunAsync(string server, string? other)
    {
        var url = new Uri(server);
        var bareUrl = new Uri("http://127.0.0.1:6099");
        using var client = new HttpClient { BaseAddress = url };
        using var bare = HttpBenchmark.Start(bareUrl);
        try
        {
            await HttpBenchmark.UntilUpAsync(bareUrl);
            var job = await EndedJobAsync(client);
            var tag = (await client.GetAsync($"{job}?f=json")).Headers.ETag!.ToString();
            var constant = Connection.Get(bareUrl, "/constant");
            var poll = Connection.Get(url, $"{job}?f=json");
            var known = Connection.Get(url, $"{job}?f=json", ("If-None-Match", tag));
            await HttpBenchmark.CheckAsync(url, poll, "esriJobSucceeded");
            await HttpBenchmark.CheckAsync(url, known, "304");
            var turns = new List<Func<Task>>
            {
                () => HttpBenchmark.LoadAsync(bareUrl, constant, Polls),
                () => HttpBenchmark.LoadAsync(url, poll, Polls),
                () => HttpBenchmark.LoadAsync(url, known, Polls),
            };
            if (other is not null)
            {
                var otherUrl = new Uri(other);
                var elsewhere = Connection.Get(otherUrl, $"{job}?f=json");
                await HttpBenchmark.CheckAsync(otherUrl, elsewhere, "esriJobSucceeded");
                turns.Add(() => HttpBenchmark.LoadAsync(otherUrl, elsewhere, Polls));
            }

            var seconds = await Turns.MedianAsync(Rounds, [.. turns]);
            Tell("constant answer of a bare handler", seconds[0], seconds[0]);
            Tell("job that has ended", seconds[1], seconds[0]);
            Tell("the same with If-None-Match", seconds[2], seconds[0]);
            if (other is not null)
            {
                Tell("the same on the other node", seconds[3], seconds[0]);
            }
        }
        finally
        {
            bare.Kill();
        }
    }

    static async Task<string> EndedJobAsync(HttpClient client)
    {
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("Input_Features", Encoding.UTF8.GetString(SampleData.Points(1))),
            KeyValuePair.Create("Distance", "10 Kilometers"),
            KeyValuePair.Create("f", "json"),
        ]);
        using var response = await client.PostAsync($"{Task}/submitJob", form);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var job = $"{Task}/jobs/{answer.RootElement.GetProperty("jobId").GetString()}";
        while (!(await client.GetStringAsync($"{job}?f=json")).Contains("esriJobSucceeded", StringComparison.Ordinal))
        {
            await System.Threading.Tasks.Task.Delay(50);
        }

        return job;
    }

    static void Tell(string what, double seconds, double constant) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{what}: {Polls / seconds:F0} polls/s, {constant / seconds:F2} of the constant answer"));
}
