using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using GpServer.Reliability.Tests.Harness;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Reliability.Tests;

/// <summary>A database that is away for a while, under load. The database server is this test's own.</summary>
public class StoppedDatabaseTests(PostgreSqlServer postgres) : IClassFixture<PostgreSqlServer>
{
    const int Submitters = 4;

    static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_twice_when_the_database_stops_under_load_and_starts_again()
    {
        await using var cluster = await Cluster.NewAsync(StorageProvider.PostgreSql, postgres);
        ServerProcess[] nodes = [await cluster.StartAsync(), await cluster.StartAsync()];
        var spanning = await nodes[0].Client.SubmitAsync("Quick", "Wait", ("Name", "spanning"), ("Seconds", "10"));
        using var enough = new CancellationTokenSource();
        var accepted = new ConcurrentBag<(JobUrl Job, string Name)>();
        var load = Enumerable.Range(0, Submitters).Select(i => LoadAsync(nodes[i % 2].Client, $"job{i}", accepted, enough.Token)).ToList();
        await nodes[0].UntilAsync(() => Task.FromResult(accepted.Count > 50), Long, "jobs are submitted");

        postgres.Stop();
        var stopped = Stopwatch.GetTimestamp();
        foreach (var node in nodes)
        {
            await node.UntilAsync(
                async () => await node.ReadinessAsync() == HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5), "it is not ready");
            var began = Stopwatch.GetTimestamp();
            var refusal = await Should.ThrowAsync<RestException>(() => node.Client.SubmitAsync("Quick", "Nothing", ("Text", "refused")));
            refusal.Message.ShouldContain("database cannot be reached");
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(3));
        }

        var rest = TimeSpan.FromSeconds(5) - Stopwatch.GetElapsedTime(stopped);
        await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        var before = accepted.Count;
        postgres.Start();

        // Nobody tells the nodes: they go on by themselves.
        foreach (var node in nodes)
        {
            await node.UntilAsync(async () => await node.ReadinessAsync() == HttpStatusCode.OK, Long, "it is ready again");
        }

        await nodes[0].UntilAsync(() => Task.FromResult(accepted.Count > before + 50), Long, "jobs are submitted again");
        await enough.CancelAsync();
        await Task.WhenAll(load);

        foreach (var (job, _) in accepted.Append((spanning, "spanning")))
        {
            var end = await nodes[1].Client.EndOfAsync(job, Long);
            end.Status.ShouldBe("Succeeded", end.ToString());
        }

        // Submits that nobody answered may have been stored or not; what was stored ends as well.
        await nodes[0].UntilAsync(
            async () => (await StoredJobs.ReadAsync(cluster.Store)).All(job => job.HasSucceeded), Long, "every stored job has succeeded");
        var stored = (await StoredJobs.ReadAsync(cluster.Store)).ToDictionary(job => job.Id);
        var effects = cluster.Effects.Counts();
        foreach (var (job, name) in accepted)
        {
            // A run whose end could not be stored in time is done again, and counted.
            effects[name].ShouldBeInRange(1, stored[job.Id].Runs);
        }

        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_is_away_for_longer_than_the_leases_last_takes_no_job_from_its_run()
    {
        await using var cluster = await Cluster.NewAsync(StorageProvider.PostgreSql, postgres);
        string[] quick = ["Jobs:LeaseSeconds=2", "Jobs:HeartbeatSeconds=1"];
        ServerProcess[] nodes = [await cluster.StartAsync(quick), await cluster.StartAsync(quick)];
        var jobs = new List<JobUrl>();
        for (var i = 0; i < 8; i++)
        {
            jobs.Add(await nodes[i % 2].Client.SubmitAsync("Quick", "Wait", ("Name", $"long{i}"), ("Seconds", "8")));
        }

        await nodes[0].UntilAsync(() => Task.FromResult(cluster.Effects.Counts().Count == jobs.Count), Long, "all have begun");
        postgres.Stop();
        await Task.Delay(TimeSpan.FromSeconds(5));
        postgres.Start();
        foreach (var job in jobs)
        {
            var end = await nodes[0].Client.EndOfAsync(job, Long);
            end.Status.ShouldBe("Succeeded", end.ToString());
        }

        (await StoredJobs.ReadAsync(cluster.Store)).ShouldAllBe(job => job.Runs == 1);
        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    /// <summary>Submits and polls without a pause; notes what was accepted.</summary>
    static async Task LoadAsync(GpClient client, string name, ConcurrentBag<(JobUrl Job, string Name)> accepted, CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            try
            {
                var job = await client.SubmitAsync("Quick", "Wait", ("Name", $"{name}-{i}"), ("Seconds", "0.2"));
                accepted.Add((job, $"{name}-{i}"));
                await client.GetAsync(job);
            }
            catch (RestException)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }
}
