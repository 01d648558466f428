using GpServer.Core.Jobs;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Jobs.Tests;

/// <summary>What administrators ask of jobs.</summary>
[Collection(Databases.Name)]
public sealed class AdministrationTests(PostgreSqlServer server)
{
    static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Jobs_are_found_by_what_is_asked_for_the_newest_first(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var administration = new JobAdministration(jobs.Queue);
        var machine = $"web-{Guid.NewGuid():N}";
        var first = await jobs.SubmitAsync(TestJobs.Job("ann"));
        var lease = (await jobs.ClaimAsync(1, machine)).ShouldHaveSingleItem().Lease;
        await jobs.EndAsync(lease);
        await jobs.AgeAsync(first.Id, TimeSpan.FromHours(1));
        var second = await jobs.SubmitAsync(TestJobs.Job("ulf"));
        var third = await jobs.SubmitAsync(TestJobs.Job());
        await jobs.SubmitAsync(TestJobs.Job("ann", "Other"));

        var all = new JobQuery { Service = TestJobs.Service };
        await FindsAsync(all, third, second, first);
        await FindsAsync(all with { User = "ann" }, first);
        await FindsAsync(all with { User = "ANN" });
        await FindsAsync(all with { Status = JobStatus.Submitted }, third, second);
        await FindsAsync(all with { Status = JobStatus.Succeeded }, first);
        await FindsAsync(all with { Machine = "web" }, first);
        await FindsAsync(all with { Machine = machine }, first);
        await FindsAsync(all with { Machine = "we_" });
        await FindsAsync(all with { From = second.SubmittedAt }, third, second);
        await FindsAsync(all with { From = second.SubmittedAt.AddHours(-2), To = second.SubmittedAt.AddMinutes(-30) }, first);
        await FindsAsync(all with { Service = "None" });
        var page = await administration.QueryAsync(all with { Start = 1, Number = 1 }, None);
        (page.Total, page.Jobs.ShouldHaveSingleItem().Id).ShouldBe((3, second.Id));
        (await administration.CountAsync(TestJobs.Service, None)).OrderBy(count => count.Key)
            .ShouldBe([new(JobStatus.Submitted, 2), new(JobStatus.Succeeded, 1)]);
        await jobs.AgeAsync(first.Id, TimeSpan.FromHours(7));
        await FindsAsync(all, third, second);
        (await administration.FindAsync(TestJobs.Service, first.Id, None)).ShouldBeNull();
        (await administration.FindAsync("Other", second.Id, None)).ShouldBeNull();
        (await administration.FindAsync(TestJobs.Service, second.Id, None))!.User.ShouldBe("ulf");

        async Task FindsAsync(JobQuery query, params Job[] expected)
        {
            var found = await administration.QueryAsync(query, None);
            found.Jobs.Select(job => job.Id).ShouldBe(expected.Select(job => job.Id));
            found.Total.ShouldBe(expected.Length);
        }
    }

    [Theory]
    [InlineData("web-0123456789abcdef0123456789abcdef", "web")]
    [InlineData("a-b-0123456789abcdef0123456789abcdef", "a-b")]
    [InlineData("web", "web")]
    [InlineData("node-of-somebody-with-a-very-long-name-x", "node-of-somebody-with-a-very-long-name-x")]
    public void A_node_is_shown_by_its_machine(string node, string machine) => JobAdministration.MachineOf(node).ShouldBe(machine);

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_purge_ends_what_waits_and_leaves_what_runs_and_what_is_of_others(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var administration = new JobAdministration(jobs.Queue);
        var running = await jobs.SubmitAsync();
        var lease = (await jobs.ClaimOneAsync()).Lease;
        var back = await jobs.SubmitAsync();
        await jobs.Queue.GiveBackAsync([(await jobs.ClaimOneAsync()).Lease], None);
        var waiting = new List<Job>();
        for (var i = 0; i < 450; i++)
        {
            waiting.Add(await jobs.SubmitAsync(TestJobs.Job($"user{i % 7}")));
        }

        var other = await jobs.SubmitAsync(TestJobs.Job(service: "Other"));
        var seen = await jobs.GetAsync(back.Id);
        seen.Status.ShouldBe(JobStatus.Waiting);
        (await administration.PurgeQueueAsync(TestJobs.Service, TimeSpan.FromHours(1), None)).ShouldBe(451);
        (await jobs.GetAsync(back.Id)).Status.ShouldBe(JobStatus.Cancelled);
        var purged = await jobs.ReadAsync(waiting[449].Id);
        purged.Status.ShouldBe(JobStatus.Cancelled);
        (purged.ExpiresAt - purged.EndedAt).ShouldBe(TimeSpan.FromHours(1));
        (await jobs.SaidAsync(purged.Id)).ShouldBe(["Submitted.", "An administrator removed the job from the queue before it began."]);
        (await jobs.ReadAsync(other.Id)).Status.ShouldBe(JobStatus.Submitted);
        (await jobs.EndAsync(lease)).ShouldBe(EndOutcome.Ended);
        (await jobs.ReadAsync(running.Id)).Status.ShouldBe(JobStatus.Succeeded);
        (await jobs.ClaimAsync(10)).ShouldBeEmpty();
        (await administration.PurgeQueueAsync(TestJobs.Service, TimeSpan.FromHours(1), None)).ShouldBe(0);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_deleted_job_leaves_no_row_and_its_run_stores_nothing(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var administration = new JobAdministration(jobs.Queue);
        var job = await jobs.SubmitAsync();
        var lease = (await jobs.ClaimOneAsync()).Lease;
        await jobs.GetAsync(job.Id);
        (await administration.DeleteAsync("Other", job.Id, None)).ShouldBeFalse();
        (await administration.DeleteAsync(TestJobs.Service, "j1", None)).ShouldBeFalse();
        (await administration.DeleteAsync(TestJobs.Service, job.Id, None)).ShouldBeTrue();
        (await administration.DeleteAsync(TestJobs.Service, job.Id, None)).ShouldBeFalse();
        (await jobs.Reader.GetAsync(job.Id, None)).ShouldBeNull();
        (await jobs.Queue.RenewAsync([new LeaseRenewal(lease, null)], None)).ShouldBeEmpty();
        (await jobs.Queue.AppendMessagesAsync(lease, 1, [new(Core.Tools.MessageType.Informative, "late")], None)).ShouldBeFalse();
        (await jobs.EndAsync(lease)).ShouldBe(EndOutcome.Lost);
        (await jobs.NumberAsync("select (select count(*) from jobs) + (select count(*) from job_values) + (select count(*) from job_messages)"))
            .ShouldBe(0);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Jobs_of_a_service_that_is_gone_are_seen_by_nobody_and_cleaned(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var administration = new JobAdministration(jobs.Queue);
        await jobs.SubmitAsync(TestJobs.Job() with { RequestId = "same" });
        var lease = (await jobs.ClaimOneAsync()).Lease;
        for (var i = 0; i < 1_050; i++)
        {
            await jobs.SubmitAsync();
        }

        var other = await jobs.SubmitAsync(TestJobs.Job(service: "Other"));
        (await administration.DropAllAsync(TestJobs.Service, None)).ShouldBe(1_051);
        (await administration.QueryAsync(new JobQuery { Service = TestJobs.Service }, None)).Total.ShouldBe(0);
        (await jobs.ClaimAsync(10)).ShouldBeEmpty();
        (await jobs.EndAsync(lease)).ShouldBe(EndOutcome.Lost);
        (await jobs.Queue.SubmitAsync(TestJobs.Job() with { RequestId = "same" }, None)).IsRepeat.ShouldBeFalse();
        await jobs.Maintenance.CleanAsync(None);
        (await jobs.NumberAsync("select count(*) from jobs")).ShouldBe(2);
        (await jobs.ReadAsync(other.Id)).Status.ShouldBe(JobStatus.Submitted);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Jobs_go_to_the_new_name_of_their_service(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var administration = new JobAdministration(jobs.Queue);
        jobs.Services.Set(new JobServiceSettings { Service = "New", Instances = 4 });
        var running = await jobs.SubmitAsync();
        var lease = (await jobs.ClaimOneAsync()).Lease;
        for (var i = 0; i < 600; i++)
        {
            await jobs.SubmitAsync();
        }

        var waiting = await jobs.SubmitAsync();
        (await jobs.GetAsync(waiting.Id)).Service.ShouldBe(TestJobs.Service);
        (await administration.RenameAsync(TestJobs.Service, "New", None)).ShouldBe(602);
        (await jobs.GetAsync(waiting.Id)).Service.ShouldBe("New");
        (await jobs.ClaimAsync(1)).ShouldBeEmpty();
        (await jobs.ClaimAsync(1_000, service: "New")).Count.ShouldBe(601);
        (await jobs.EndAsync(lease)).ShouldBe(EndOutcome.Ended);
        (await administration.FindAsync("New", running.Id, None))!.Status.ShouldBe(JobStatus.Succeeded);
    }
}
