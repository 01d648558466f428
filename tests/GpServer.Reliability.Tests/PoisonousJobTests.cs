using GpServer.Reliability.Tests.Harness;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Reliability.Tests;

/// <summary>A job that kills every process that runs it.</summary>
[Collection(PostgreSqlCollection.Name)]
public class PoisonousJobTests(PostgreSqlServer postgres)
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    // No time is promised here; with the leases of a cluster as it ships, the test would wait for 20 seconds.
    static readonly string[] ShortLeases = ["Jobs:HeartbeatSeconds=0.5", "Jobs:LeaseSeconds=2"];

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_job_that_kills_the_only_node_three_times_fails_and_the_others_end(StorageProvider provider)
    {
        await using var cluster = await Cluster.NewAsync(provider, postgres);
        var node = await cluster.StartAsync(ShortLeases);
        var ended = await node.Client.SubmitAsync("Slow", "Nothing", ("Text", "before"));
        await node.Client.EndOfAsync(ended, Long);
        await SubmitPoisonAsync(node);
        await node.ExitAsync();
        var poison = (await StoredJobs.ReadAsync(cluster.Store)).Single(job => job.Id != ended.Id);
        for (var death = 2; death <= 3; death++)
        {
            await node.RunToDeathAsync();
        }

        await node.StartAsync();

        var end = await node.Client.EndOfAsync(new JobUrl("Quick", "Poison", poison.Id), Long);
        end.Status.ShouldBe("Failed", end.ToString());
        end.Messages.ShouldContain(text => text.Contains("begun 3 times", StringComparison.Ordinal));
        cluster.Effects.Counts()["poison"].ShouldBe(3);
        (await node.Client.GetAsync(ended)).Status.ShouldBe("Succeeded");
        var later = await node.Client.SubmitAsync("Quick", "Nothing", ("Text", "after"));
        (await node.Client.EndOfAsync(later, Long)).Status.ShouldBe("Succeeded");
        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_that_kills_three_nodes_fails_and_the_jobs_that_ran_beside_it_end()
    {
        await using var cluster = await Cluster.NewAsync(StorageProvider.PostgreSql, postgres);
        var nodes = new List<ServerProcess>();
        for (var i = 0; i < 4; i++)
        {
            nodes.Add(await cluster.StartAsync(ShortLeases));
        }

        var others = new List<JobUrl>();
        for (var i = 0; i < 8; i++)
        {
            others.Add(await nodes[0].Client.SubmitAsync("Quick", "Wait", ("Name", $"other{i}"), ("Seconds", "1")));
        }

        await SubmitPoisonAsync(nodes[0]);
        var deaths = 0;
        while (deaths < 3)
        {
            await Task.Delay(100);
            deaths = nodes.Count(node => !node.IsRunning);
        }

        var survivor = nodes.Single(node => node.IsRunning);
        foreach (var job in others)
        {
            (await survivor.Client.EndOfAsync(job, Long)).Status.ShouldBe("Succeeded");
        }

        await survivor.UntilAsync(
            async () => (await StoredJobs.ReadAsync(cluster.Store)).All(job => job.HasEnded), Long, "the poisonous job ends");
        var poison = (await StoredJobs.ReadAsync(cluster.Store)).Single(job => others.All(other => other.Id != job.Id));
        var end = await survivor.Client.GetAsync(new JobUrl("Quick", "Poison", poison.Id));
        end.Status.ShouldBe("Failed", end.ToString());
        end.Messages.ShouldContain(text => text.Contains("begun 3 times", StringComparison.Ordinal));
        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    /// <summary>The node that answers may be the one that dies, and before it has.</summary>
    static async Task SubmitPoisonAsync(ServerProcess node)
    {
        try
        {
            await node.Client.SubmitAsync("Quick", "Poison", ("Name", "poison"));
        }
        catch (HttpRequestException)
        {
            // Stored before it began, as the tests see in the tables.
        }
    }
}
