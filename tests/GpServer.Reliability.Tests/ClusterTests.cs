using System.Net;
using GpServer.Reliability.Tests.Harness;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Reliability.Tests;

/// <summary>Several nodes on one database when nothing breaks.</summary>
[Collection(PostgreSqlCollection.Name)]
public class ClusterTests(PostgreSqlServer postgres)
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Of_2000_jobs_submitted_to_one_node_each_runs_once_on_one_of_two()
    {
        const int count = 2_000;
        await using var cluster = await Cluster.NewAsync(StorageProvider.PostgreSql, postgres);
        var first = await cluster.StartAsync();
        var second = await cluster.StartAsync();
        var jobs = new JobUrl[count];

        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            jobs[i] = await first.Client.SubmitAsync("Quick", "Effect", ("Name", $"effect{i}")));

        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            (await second.Client.EndOfAsync(jobs[i], Long)).Status.ShouldBe("Succeeded");
            (await second.Client.ResultAsync(jobs[i], "Done")).GetString().ShouldBe($"effect{i}");
        });
        var effects = cluster.Effects.Read();
        effects.Count.ShouldBe(count);
        effects.Select(effect => effect.Name).Distinct().Count().ShouldBe(count);
        effects.Select(effect => effect.Process).Distinct().ShouldBe([first.Id, second.Id], ignoreOrder: true);
        (await StoredJobs.ReadAsync(cluster.Store)).ShouldAllBe(job => job.HasSucceeded && job.Runs == 1);
        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_told_to_stop_ends_its_short_jobs_and_another_takes_its_long_ones_at_once()
    {
        // A lease so long that only giving back explains that the other node takes the jobs.
        string[] settings = ["Jobs:LeaseSeconds=60", "Node:StopSeconds=3"];
        await using var cluster = await Cluster.NewAsync(StorageProvider.PostgreSql, postgres);
        var stopping = await cluster.StartAsync(settings);
        var other = await cluster.StartAsync(settings);
        var longJobs = await RunningOn.Async(stopping, cluster.Effects, "Wait", seconds: 120);
        var given = NamesOf(cluster, stopping);
        var shortJobs = await RunningOn.Async(stopping, cluster.Effects, "Wait", seconds: 1.5);

        var stopped = DateTimeOffset.UtcNow;
        (await stopping.StopAsync()).ShouldBe(0);

        foreach (var job in shortJobs)
        {
            (await other.Client.EndOfAsync(job, Long)).Status.ShouldBe("Succeeded");
        }

        await other.UntilAsync(
            () => Task.FromResult(cluster.Effects.Read().Count(effect => given.Contains(effect.Name) && effect.Process == other.Id) == given.Count),
            TimeSpan.FromSeconds(10), "the other node takes the jobs");
        cluster.Effects.Read().Where(effect => given.Contains(effect.Name) && effect.Process == other.Id)
            .ShouldAllBe(effect => effect.At - stopped < TimeSpan.FromSeconds(10));
        foreach (var job in shortJobs)
        {
            (await StoredJobs.ReadAsync(cluster.Store, job.Id)).Runs.ShouldBe(1);
        }

        cluster.Effects.Counts().Where(effect => !given.Contains(effect.Key)).ShouldAllBe(effect => effect.Value == 1);
        foreach (var job in longJobs)
        {
            // What is given back in order does not count as a run.
            (await StoredJobs.ReadAsync(cluster.Store, job.Id)).Runs.ShouldBe(1);
            await other.Client.CancelAsync(job);
            (await other.Client.EndOfAsync(job, Long)).Status.ShouldBe("Cancelled");
        }

        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_with_side_effects_that_a_stopping_node_cannot_end_fails_and_does_not_run_again()
    {
        await using var cluster = await Cluster.NewAsync(StorageProvider.PostgreSql, postgres);
        var stopping = await cluster.StartAsync("Node:StopSeconds=0.5");
        var job = await stopping.Client.SubmitAsync("Quick", "Effect", ("Name", "effect"), ("Seconds", "60"));
        await stopping.UntilAsync(() => Task.FromResult(cluster.Effects.Read().Count == 1), Long, "the job runs");
        var other = await cluster.StartAsync();

        (await stopping.StopAsync()).ShouldBe(0);

        var end = await other.Client.EndOfAsync(job, Long);
        end.Status.ShouldBe("Failed", end.ToString());
        end.Messages.ShouldContain(text => text.Contains("not run again", StringComparison.Ordinal));
        cluster.Effects.Read().Count.ShouldBe(1);
        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_web_node_runs_nothing_and_a_worker_answers_nothing_but_its_health()
    {
        await using var cluster = await Cluster.NewAsync(StorageProvider.PostgreSql, postgres);
        var web = await cluster.StartAsync("Node:Role=Web");
        var job = await web.Client.SubmitAsync("Quick", "Wait", ("Name", "job"), ("Seconds", "0.1"));
        await Task.Delay(TimeSpan.FromSeconds(3));
        cluster.Effects.Read().ShouldBeEmpty();

        var worker = await cluster.StartAsync("Node:Role=Worker");

        (await web.Client.EndOfAsync(job, Long)).Status.ShouldBe("Succeeded");
        cluster.Effects.Read().Single().Process.ShouldBe(worker.Id);
        (await Should.ThrowAsync<RestException>(() => worker.Client.GetAsync(job))).Code.ShouldBe(404);
        (await Should.ThrowAsync<RestException>(() => worker.Client.SubmitAsync("Quick", "Nothing"))).Code.ShouldBe(404);
        (await worker.ReadinessAsync()).ShouldBe(HttpStatusCode.OK);
    }

    static HashSet<string> NamesOf(Cluster cluster, ServerProcess node) =>
        [.. cluster.Effects.Read().Where(effect => effect.Process == node.Id).Select(effect => effect.Name)];
}
