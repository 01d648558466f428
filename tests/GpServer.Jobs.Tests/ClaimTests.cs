using System.Collections.Concurrent;
using GpServer.Core.Jobs;
using GpServer.Storage;
using GpServer.Storage.Sessions;
using GpServer.Storage.Tests;

namespace GpServer.Jobs.Tests;

[Collection(Databases.Name)]
public sealed class ClaimTests(PostgreSqlServer server)
{
    static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_claim_takes_as_many_of_each_service_as_are_free(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        for (var i = 0; i < 5; i++)
        {
            await jobs.SubmitAsync(TestJobs.Job(service: "A"));
            await jobs.SubmitAsync(TestJobs.Job(service: "B"));
            await jobs.SubmitAsync(TestJobs.Job(service: "C"));
        }

        var claimed = await jobs.Queue.ClaimAsync("n", [new("A", 2), new("B", 9), new("Unknown", 1)], None);
        claimed.CountBy(job => job.Job.Service).OrderBy(service => service.Key, StringComparer.Ordinal)
            .ShouldBe([new("A", 2), new("B", 5)]);
        claimed.ShouldAllBe(job => job.Job.Status == JobStatus.Executing && job.Job.Node == "n" && job.Job.Runs == 1 && job.Job.Lease == 1);
        (await jobs.Queue.ClaimAsync("n", [], None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Higher_priority_is_first_then_age(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var submitted = new List<Job>();
        foreach (var (user, priority) in new[] { ("a", 0), ("b", 0), ("a", 5), ("c", -1), ("d", 0), ("a", 5) })
        {
            submitted.Add(await jobs.SubmitAsync(TestJobs.Job(user) with { Priority = priority }));
        }

        var order = (await jobs.ClaimAsync(10)).Select(claimed => submitted.FindIndex(job => job.Id == claimed.Job.Id));
        order.ShouldBe([2, 5, 0, 1, 4, 3]);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_user_with_many_jobs_does_not_delay_anothers_first(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        for (var i = 0; i < 20; i++)
        {
            await jobs.SubmitAsync(TestJobs.Job("many"));
        }

        await jobs.ClaimAsync(5);
        var first = await jobs.SubmitAsync(TestJobs.Job("one"));
        (await jobs.Reader.PositionAsync(first, None)).ShouldBe(1);
        (await jobs.ClaimAsync(2)).Select(claimed => claimed.Job.User).ShouldBe(["many", "one"], ignoreOrder: true);

        // Two users with many take turns, whoever came first.
        for (var i = 0; i < 6; i++)
        {
            await jobs.SubmitAsync(TestJobs.Job("two"));
        }

        (await jobs.ClaimAsync(8)).CountBy(claimed => claimed.Job.User).ShouldAllBe(user => user.Value == 4);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Two_workers_claim_two_thousand_jobs_each_once(StorageProvider provider)
    {
        const int count = 2_000;
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (_, _) => await jobs.SubmitAsync());
        var claims = new ConcurrentBag<(string Node, string Id)>();
        await Task.WhenAll(new[] { "one", "two" }.SelectMany(node => Enumerable.Repeat(node, 3)).Select(async node =>
        {
            while (await jobs.ClaimAsync(7, node) is { Count: > 0 } claimed)
            {
                foreach (var job in claimed)
                {
                    claims.Add((node, job.Job.Id));
                    (await jobs.EndAsync(job.Lease)).ShouldBe(EndOutcome.Ended);
                }
            }
        }));

        // A claim may pass over rows that the other holds and find nothing at the very end.
        foreach (var job in await jobs.ClaimAsync(count))
        {
            claims.Add(("last", job.Job.Id));
        }

        claims.Count.ShouldBe(count);
        claims.Select(claim => claim.Id).Distinct().Count().ShouldBe(count);
        claims.Select(claim => claim.Node).Distinct().Count().ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Claiming_reads_the_first_entries_of_the_services_own_index()
    {
        await using var jobs = await TestJobs.OpenAsync(StorageProvider.Sqlite, server);
        var plan = await jobs.Store.ReadAsync((session, stop) => session.Command(new Sql(
            "explain query plan select sequence from jobs where status <= 1 and service = 'A' order by rank, turn, sequence limit 4"))
            .ListAsync(row => row.GetString(3), stop), None);
        plan.ShouldHaveSingleItem().ShouldContain("jobs_queue ");
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task The_position_counts_who_is_before_and_ends_with_the_wait(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var first = await jobs.SubmitAsync();
        var second = await jobs.SubmitAsync();
        var urgent = await jobs.SubmitAsync(TestJobs.Job() with { Priority = 1 });
        await jobs.SubmitAsync(TestJobs.Job(service: "Other"));
        (await jobs.Reader.PositionAsync(first, None)).ShouldBe(1);
        (await jobs.Reader.PositionAsync(second, None)).ShouldBe(2);
        (await jobs.Reader.PositionAsync(urgent, None)).ShouldBe(0);
        await jobs.ClaimAsync(2);
        (await jobs.Reader.PositionAsync(await jobs.GetAsync(second.Id), None)).ShouldBe(0);
        (await jobs.Reader.PositionAsync(await jobs.GetAsync(first.Id), None)).ShouldBeNull();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_job_that_waits_for_longer_than_its_service_allows_fails(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        jobs.Services.Set(new JobServiceSettings { Service = TestJobs.Service, Instances = 1, MaxWait = TimeSpan.FromMinutes(5) });
        var late = await jobs.SubmitAsync();
        var early = await jobs.SubmitAsync();
        await jobs.AgeAsync(late.Id, TimeSpan.FromMinutes(6));
        await jobs.AgeAsync(early.Id, TimeSpan.FromMinutes(4));
        await jobs.Maintenance.SweepAsync(None);
        (await jobs.GetAsync(late.Id)).Status.ShouldBe(JobStatus.Failed);
        (await jobs.SaidAsync(late.Id))[^1].ShouldContain("waited in the queue");
        (await jobs.ClaimAsync(5)).ShouldHaveSingleItem().Job.Id.ShouldBe(early.Id);
    }
}
