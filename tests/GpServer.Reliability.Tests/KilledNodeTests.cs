using GpServer.Reliability.Tests.Harness;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Reliability.Tests;

/// <summary>Nodes that are killed (<c>kill -9</c>) while they run jobs.</summary>
[Collection(PostgreSqlCollection.Name)]
public class KilledNodeTests(PostgreSqlServer postgres)
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Every_job_of_the_only_node_ends_once_when_it_is_killed_and_started_again(StorageProvider provider)
    {
        await using var cluster = await Cluster.NewAsync(provider, postgres);
        var node = await cluster.StartAsync();
        var running = await SubmitWaitsAsync(node, 4, "running", seconds: 4);
        await node.UntilAsync(() => Task.FromResult(cluster.Effects.Read().Count == 4), Long, "four jobs run");
        var queued = await SubmitWaitsAsync(node, 20, "queued", seconds: 0.2);

        await node.KillAsync();
        await node.StartAsync();

        foreach (var job in running.Concat(queued))
        {
            var end = await node.Client.EndOfAsync(job, Long);
            end.Status.ShouldBe("Succeeded", end.ToString());
            end.Messages.Count(text => text.StartsWith("Succeeded at", StringComparison.Ordinal)).ShouldBe(1, end.ToString());
            (await node.Client.ResultAsync(job, "Waited")).GetDouble().ShouldBeGreaterThan(0);
        }

        var effects = cluster.Effects.Counts();
        effects.Where(effect => effect.Key.StartsWith("running", StringComparison.Ordinal)).ShouldAllBe(effect => effect.Value == 2);
        effects.Where(effect => effect.Key.StartsWith("queued", StringComparison.Ordinal)).ShouldAllBe(effect => effect.Value == 1);
        effects.Count.ShouldBe(24);
        var stored = await StoredJobs.ReadAsync(cluster.Store);
        stored.Count.ShouldBe(24);
        stored.ShouldAllBe(job => job.HasSucceeded);
        stored.Count(job => job.Runs == 2).ShouldBe(4);
        stored.Count(job => job.Runs == 1).ShouldBe(20);
        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_jobs_of_a_killed_node_run_again_on_another_within_ten_seconds()
    {
        await using var cluster = await Cluster.NewAsync(StorageProvider.PostgreSql, postgres);
        var lost = await cluster.StartAsync();
        var other = await cluster.StartAsync();
        var jobs = await RunningOn.Async(lost, cluster.Effects, "Wait", seconds: 5);
        var losing = cluster.Effects.Read().Where(effect => effect.Process == lost.Id).Select(effect => effect.Name).ToList();

        await lost.KillAsync();
        var killed = DateTimeOffset.UtcNow;

        foreach (var job in jobs)
        {
            (await other.Client.EndOfAsync(job, Long)).Status.ShouldBe("Succeeded");
        }

        var again = cluster.Effects.Read().Where(effect => effect.At > killed && losing.Contains(effect.Name)).ToList();
        again.Select(effect => effect.Name).ShouldBe(losing, ignoreOrder: true);
        again.ShouldAllBe(effect => effect.Process == other.Id && effect.At - killed < TimeSpan.FromSeconds(10));
        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_job_with_side_effects_whose_node_was_killed_fails_and_does_not_run_again(StorageProvider provider)
    {
        await using var cluster = await Cluster.NewAsync(provider, postgres);
        var node = await cluster.StartAsync();
        var job = await node.Client.SubmitAsync("Quick", "Effect", ("Name", "effect"), ("Seconds", "60"));
        await node.UntilAsync(() => Task.FromResult(cluster.Effects.Read().Count == 1), Long, "the job runs");

        await node.KillAsync();
        await node.StartAsync();

        var end = await node.Client.EndOfAsync(job, Long);
        end.Status.ShouldBe("Failed", end.ToString());
        end.Messages.ShouldContain(text => text.Contains("not run again", StringComparison.Ordinal));
        cluster.Effects.Read().Count.ShouldBe(1);
        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    static async Task<List<JobUrl>> SubmitWaitsAsync(ServerProcess node, int count, string name, double seconds)
    {
        var jobs = new List<JobUrl>();
        for (var i = 0; i < count; i++)
        {
            jobs.Add(await node.Client.SubmitAsync("Slow", "Wait", ("Name", $"{name}{i}"), ("Seconds", FormattableString.Invariant($"{seconds}"))));
        }

        return jobs;
    }
}
