using GpServer.Reliability.Tests.Harness;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Reliability.Tests;

/// <summary>A node that does nothing for longer than its leases last, and then goes on as if nothing had happened.</summary>
[Collection(PostgreSqlCollection.Name)]
public class FrozenNodeTests(PostgreSqlServer postgres)
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_node_frozen_past_its_lease_and_woken_again_changes_nothing()
    {
        await using var cluster = await Cluster.NewAsync(StorageProvider.PostgreSql, postgres);
        var frozen = await cluster.StartAsync();
        var other = await cluster.StartAsync();
        var jobs = await RunningOn.Async(frozen, cluster.Effects, "Wait", seconds: 3);
        var taken = cluster.Effects.Read().Count(effect => effect.Process == frozen.Id);

        frozen.Freeze();
        foreach (var job in jobs)
        {
            (await other.Client.EndOfAsync(job, Long)).Status.ShouldBe("Succeeded");
        }

        var before = await StoredJobs.ReadAsync(cluster.Store);
        before.Count(job => job.Runs == 2).ShouldBe(taken);
        var said = await MessagesAsync(other, jobs);

        // Its runs are over their time at once, and it wants to end their jobs.
        frozen.Wake();
        var fresh = await frozen.Client.SubmitAsync("Quick", "Nothing", ("Text", "after"));
        (await frozen.Client.EndOfAsync(fresh, Long)).Status.ShouldBe("Succeeded");
        await frozen.UntilAsync(
            () => Task.FromResult(frozen.Log.Split("changes nothing").Length > taken), Long, "it notices that its jobs are not its own any more");

        var after = await StoredJobs.ReadAsync(cluster.Store);
        after.Where(job => job.Id != fresh.Id).ShouldBe(before);
        (await MessagesAsync(frozen, jobs)).ShouldBe(said);
        foreach (var job in jobs)
        {
            (await frozen.Client.ResultAsync(job, "Waited")).GetDouble().ShouldBe(3);
        }

        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    static async Task<List<string>> MessagesAsync(ServerProcess node, IEnumerable<JobUrl> jobs)
    {
        var all = new List<string>();
        foreach (var job in jobs)
        {
            all.Add(string.Join('\n', (await node.Client.GetAsync(job)).Messages));
        }

        return all;
    }
}
