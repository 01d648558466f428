using System.Diagnostics;
using GpServer.Reliability.Tests.Harness;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Reliability.Tests;

/// <summary>Cancelling jobs that wait and jobs that run, through the node that runs them or another.</summary>
[Collection(PostgreSqlCollection.Name)]
public class CancelTests(PostgreSqlServer postgres)
{
    // Twice what is promised: the machine of the tests does other things too.
    static readonly TimeSpan WhileItWaits = TimeSpan.FromSeconds(2);
    static readonly TimeSpan WhileItRuns = TimeSpan.FromSeconds(4);
    static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(StorageProvider.Sqlite, 1)]
    [InlineData(StorageProvider.PostgreSql, 2)]
    public async Task A_job_that_waits_is_cancelled_at_once(StorageProvider provider, int nodes)
    {
        await using var cluster = await Cluster.NewAsync(provider, postgres);
        var (first, last) = await StartAsync(cluster, nodes);
        var running = new List<JobUrl>();
        for (var i = 0; i < 4 * nodes; i++)
        {
            running.Add(await first.Client.SubmitAsync("Slow", "Wait", ("Name", $"{i}"), ("Seconds", "60")));
        }

        await first.UntilAsync(() => Task.FromResult(cluster.Effects.Read().Count == running.Count), Long, "all instances are busy");
        var waiting = await first.Client.SubmitAsync("Slow", "Wait", ("Name", "waiting"), ("Seconds", "60"));

        await CancelAsync(waiting, last, first, WhileItWaits);

        cluster.Effects.Counts().ShouldNotContainKey("waiting");
        foreach (var job in running)
        {
            await CancelAsync(job, last, first, WhileItRuns);
        }

        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite, 1)]
    [InlineData(StorageProvider.PostgreSql, 2)]
    public async Task A_job_that_works_feature_by_feature_stops_soon(StorageProvider provider, int nodes)
    {
        await using var cluster = await Cluster.NewAsync(provider, postgres);
        var (first, last) = await StartAsync(cluster, nodes);
        var points = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"{{\"geometry\":{{\"x\":{i % 90},\"y\":0}},\"attributes\":{{}}}}"));
        var job = await first.Client.SubmitAsync(
            "Quick", "Slowly", ("Input_Features", $"{{\"spatialReference\":{{\"wkid\":4326}},\"features\":[{points}]}}"), ("Milliseconds", "100"));
        await first.Client.UntilAsync(job, document => document.Status == "Executing", Long);

        await CancelAsync(job, last, first, WhileItRuns);

        // Not only called so: its instance is free again.
        await first.UntilAsync(async () => (await StoredJobs.ReadAsync(cluster.Store)).All(stored => stored.HasEnded), Long, "all have ended");
        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_whose_tool_does_not_listen_is_cancelled_without_it()
    {
        await using var cluster = await Cluster.NewAsync(StorageProvider.Sqlite, postgres);
        var node = await cluster.StartAsync();
        var job = await node.Client.SubmitAsync("Quick", "Stubborn", ("Name", "stubborn"), ("Seconds", "60"));
        await node.UntilAsync(() => Task.FromResult(cluster.Effects.Read().Count == 1), Long, "the job runs");

        await CancelAsync(job, node, node, WhileItRuns);

        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    static async Task<(ServerProcess First, ServerProcess Last)> StartAsync(Cluster cluster, int nodes)
    {
        var first = await cluster.StartAsync();
        return (first, nodes == 1 ? first : await cluster.StartAsync());
    }

    /// <summary>Cancels through one node and watches through the other.</summary>
    static async Task CancelAsync(JobUrl job, ServerProcess through, ServerProcess seenBy, TimeSpan within)
    {
        var began = Stopwatch.GetTimestamp();
        (await through.Client.CancelAsync(job)).ShouldBeOneOf("esriJobCancelled", "esriJobCancelling");
        var end = await seenBy.Client.EndOfAsync(job, Long);
        end.Status.ShouldBe("Cancelled", end.ToString());
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(within);
    }
}
