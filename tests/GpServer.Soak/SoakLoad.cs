using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using GpServer.Reliability.Tests.Harness;

namespace GpServer.Soak;

/// <summary>Clients that submit, poll, fetch and cancel at random, through whichever node answers.</summary>
sealed partial class SoakLoad(IReadOnlyList<ServerProcess> nodes, int seed)
{
    const int Clients = 6;
    const int LongestPause = 250;
    const int Recent = 50;

    readonly ConcurrentQueue<SoakJob> _accepted = new();
    int _number;

    public IReadOnlyCollection<SoakJob> Accepted => _accepted;

    public Tallies Requests { get; } = new();

    /// <summary>What was answered and must not have been.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    public Task RunAsync(CancellationToken enough) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(i => ClientAsync(new Random(seed + i), enough)));

    async Task ClientAsync(Random random, CancellationToken enough)
    {
        var recent = new List<SoakJob>();
        while (!enough.IsCancellationRequested)
        {
            var what = "";
            try
            {
                what = await ActAsync(random, recent);
                Requests.Add($"{what}: answered");
            }
            catch (RestException e)
            {
                Requests.Add($"refused: {JobId().Replace(e.Message, "…")}");
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                Requests.Add("not answered: the node was dead or frozen");
            }
            catch (Exception e)
            {
                // Whatever else comes is a finding: the soak goes on, and tells it at its end.
                Wrong.Enqueue($"A client failed: {e}");
            }

            await Task.Delay(random.Next(LongestPause), CancellationToken.None);
        }
    }

    async Task<string> ActAsync(Random random, List<SoakJob> recent)
    {
        var client = nodes[random.Next(nodes.Count)].Client;
        var dice = random.Next(100);
        if (dice < 55 || recent.Count == 0)
        {
            var job = await SubmitAsync(client, random);
            recent.Add(job);
            if (recent.Count > Recent)
            {
                recent.RemoveAt(0);
            }

            return "submit";
        }

        if (dice < 65)
        {
            var latest = recent[^1];
            latest.IsCancelled = true;
            await client.CancelAsync(latest.Url);
            latest.WasPromisedCancel = true;
            return "cancel";
        }

        var known = recent[random.Next(recent.Count)];

        var document = await client.GetAsync(known.Url);
        if (document.HasSucceeded && dice < 85)
        {
            await FetchAsync(client, known);
            return "fetch";
        }

        return "poll";
    }

    async Task<SoakJob> SubmitAsync(GpClient client, Random random)
    {
        var number = Interlocked.Increment(ref _number);
        var seconds = (random.NextDouble() * random.NextDouble() * 4).ToString("F2", CultureInfo.InvariantCulture);
        var (service, task, inputs) = random.Next(100) switch
        {
            < 20 => ("Quick", "Nothing", [("Text", $"job{number}")]),
            < 50 => ("Quick", "Wait", Named(seconds)),
            < 65 => ("Slow", "Wait", Named(seconds)),
            < 80 => ("Quick", "Effect", Named(seconds)),
            < 83 => ("Quick", "Stubborn", Named(seconds)),
            < 90 => ("Brief", "Wait", Named("0.1")),
            _ => ("Quick", "Large", ((string, string)[])[("Count", $"{random.Next(1000)}"), ("Bytes", $"{random.Next(1000)}")]),
        };
        inputs = [.. inputs, ("gp:requestId", $"request{number}")];
        try
        {
            return Accept(await client.SubmitAsync(service, task, inputs));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // It may have been stored before the answer was lost. Asked again under the same name, it is the same job.
            var job = Accept(await nodes[random.Next(nodes.Count)].Client.SubmitAsync(service, task, inputs));
            Requests.Add("submit: answered when it was repeated");
            return job;
        }

        (string, string)[] Named(string time) => [("Name", $"job{number}"), ("Seconds", time)];

        SoakJob Accept(JobUrl url)
        {
            var job = new SoakJob(url, $"job{number}");
            _accepted.Enqueue(job);
            return job;
        }
    }

    async Task FetchAsync(GpClient client, SoakJob job)
    {
        if (job.Url.Task == "Nothing" && (await client.ResultAsync(job.Url, "Same")).GetString() is var text && text != job.Name)
        {
            Wrong.Enqueue($"{job.Name} was answered the result {text}");
        }
        else if (job.Url.Task == "Effect" && (await client.ResultAsync(job.Url, "Done")).GetString() is var done && done != job.Name)
        {
            Wrong.Enqueue($"{job.Name} was answered the result {done}");
        }
        else if (job.Url.Task == "Large")
        {
            await client.ResultAsync(job.Url, "Output_Features");
        }
    }

    [GeneratedRegex("j[0-9a-f]{32}")]
    private static partial Regex JobId();
}
