using GpServer.Reliability.Tests.Harness;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Reliability.Tests;

/// <summary>A disk, or a limit, that is full while a result is written.</summary>
[Collection(PostgreSqlCollection.Name)]
public class FullDiskTests(PostgreSqlServer postgres)
{
    const int Mebibyte = 1 << 20;

    static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_result_larger_than_the_database_may_be_fails_its_job_alone()
    {
        await using var cluster = await Cluster.NewAsync(StorageProvider.Sqlite, postgres);
        var node = await cluster.StartAsync($"Storage:SqliteMaxBytes={8 * Mebibyte}");

        await TooLargeAsync(node);

        await StillWorksAsync(node);
        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_result_that_the_disk_has_no_room_for_fails_its_job_alone()
    {
        await using var cluster = await Cluster.NewAsync(StorageProvider.Sqlite, postgres);
        var node = await cluster.StartOnFullDiskAsync(8 * Mebibyte);

        await TooLargeAsync(node);

        await StillWorksAsync(node);
        (await StoredJobs.ProblemsAsync(cluster.Store)).ShouldBeEmpty();

        // Nor is the database any the worse for it.
        await node.KillAsync();
        await node.StartAsync();
        await StillWorksAsync(node);
    }

    static async Task TooLargeAsync(ServerProcess node)
    {
        var job = await node.Client.SubmitAsync("Quick", "Large", ("Count", "20000"), ("Bytes", "1000"));
        var end = await node.Client.EndOfAsync(job, Long);
        end.Status.ShouldBe("Failed", end.ToString());
        end.Messages.ShouldContain(text => text.Contains("full", StringComparison.Ordinal));
        await Should.ThrowAsync<RestException>(() => node.Client.ResultAsync(job, "Output_Features"));
    }

    static async Task StillWorksAsync(ServerProcess node)
    {
        for (var i = 0; i < 20; i++)
        {
            var job = await node.Client.SubmitAsync("Quick", "Large", ("Count", "100"), ("Bytes", "100"));
            var end = await node.Client.EndOfAsync(job, Long);
            end.Status.ShouldBe("Succeeded", end.ToString());
            (await node.Client.ResultAsync(job, "Output_Features")).GetProperty("features").GetArrayLength().ShouldBe(100);
        }
    }
}
