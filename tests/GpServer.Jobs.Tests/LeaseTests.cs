using GpServer.Core.Jobs;
using GpServer.Core.Tools;
using GpServer.Jobs.Values;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Jobs.Tests;

/// <summary>Leases: who may change a job, and what becomes of those whose worker is gone.</summary>
[Collection(Databases.Name)]
public sealed class LeaseTests(PostgreSqlServer server)
{
    static readonly TimeSpan PastLease = TimeSpan.FromMinutes(1);

    static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_heartbeat_keeps_the_lease_publishes_progress_and_hears_of_a_cancel(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        await jobs.SubmitAsync();
        await jobs.SubmitAsync();
        var one = await jobs.ClaimOneAsync();
        var other = await jobs.ClaimOneAsync();
        await jobs.AgeAsync(one.Job.Id, PastLease);
        await jobs.Queue.CancelAsync(other.Job.Id, None);
        var progress = new ToolProgress("Buffering 2 of 8", 25);
        var renewed = await jobs.Queue.RenewAsync([new(one.Lease, progress), new(other.Lease, null)], None);
        renewed.Select(lease => (lease.Lease.JobId, lease.IsCancelled))
            .ShouldBe([(one.Job.Id, false), (other.Job.Id, true)], ignoreOrder: true);
        await jobs.Maintenance.SweepAsync(None);
        var job = await jobs.GetAsync(one.Job.Id);
        (job.Status, job.Progress).ShouldBe((JobStatus.Executing, progress));
        job.Version.ShouldBe(one.Job.Version + 1);
        await jobs.Queue.RenewAsync([new(one.Lease, progress)], None);
        (await jobs.ReadAsync(one.Job.Id)).Version.ShouldBe(job.Version);
        (await jobs.ReadAsync(other.Job.Id)).Status.ShouldBe(JobStatus.Cancelling);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_late_worker_changes_nothing(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        await jobs.SubmitAsync();
        var late = await jobs.ClaimOneAsync("late");
        (await jobs.Queue.StoreResultsAsync(late.Lease, Text("Output", "\"late, early part\""), None)).ShouldBeTrue();
        await jobs.AgeAsync(late.Job.Id, PastLease);
        await jobs.Maintenance.SweepAsync(None);
        await ChangesNothingAsync(jobs, late);
        var next = await jobs.ClaimOneAsync("next");
        next.Lease.Number.ShouldBe(2);
        await ChangesNothingAsync(jobs, late);
        var end = new JobEnd(JobStatus.Succeeded) { Values = Text("Output", "\"next\""), MessagesBefore = 2 };
        (await jobs.Queue.EndAsync(next.Lease, end, None)).ShouldBe(EndOutcome.Ended);
        await ChangesNothingAsync(jobs, late);
        var job = await jobs.GetAsync(next.Job.Id);
        (await jobs.Reader.TextAsync(job, JobValueKind.Result, "Output", None))!.Value.ToArray().ShouldBe("\"next\""u8.ToArray());
    }

    static async Task ChangesNothingAsync(TestJobs jobs, ClaimedJob late)
    {
        var before = await jobs.ReadAsync(late.Job.Id);
        var rows = await jobs.NumberAsync("select (select count(*) from job_messages) + (select count(*) from job_values)");
        (await jobs.Queue.RenewAsync([new(late.Lease, new ToolProgress("late", 1))], None)).ShouldBeEmpty();
        (await jobs.Queue.AppendMessagesAsync(late.Lease, 1, [new(MessageType.Informative, "late")], None)).ShouldBeFalse();
        (await jobs.Queue.StoreResultsAsync(late.Lease, Text("Output", "\"late\""), None)).ShouldBeFalse();
        (await jobs.EndAsync(late.Lease, JobStatus.Failed)).ShouldBe(EndOutcome.Lost);
        (await jobs.Queue.GiveBackAsync([late.Lease], None)).ShouldBe(0);
        (await jobs.ReadAsync(late.Job.Id)).ShouldBe(before);
        (await jobs.NumberAsync("select (select count(*) from job_messages) + (select count(*) from job_values)")).ShouldBe(rows);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_job_whose_workers_die_three_times_fails_and_says_so(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await jobs.SubmitAsync();
        for (var run = 1; run <= 3; run++)
        {
            (await jobs.ClaimOneAsync()).Job.Runs.ShouldBe(run);
            await jobs.AgeAsync(job.Id, PastLease);
            await jobs.Maintenance.SweepAsync(None);
        }

        (await jobs.GetAsync(job.Id)).Status.ShouldBe(JobStatus.Failed);
        (await jobs.ClaimAsync(5)).ShouldBeEmpty();
        var said = await jobs.SaidAsync(job.Id);
        said.Length.ShouldBe(4);
        said[1].ShouldContain("waits to run again");
        said[3].ShouldContain("3 times");
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Of_jobs_that_lost_two_nodes_a_node_runs_one_at_a_time_beside_the_others(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        jobs.Services.Set(new JobServiceSettings { Service = "Other", Instances = 4 });
        Job[] lost = [await jobs.SubmitAsync(), await jobs.SubmitAsync(), await jobs.SubmitAsync(TestJobs.Job(service: "Other"))];
        for (var run = 1; run <= 2; run++)
        {
            (await ClaimAllAsync("node")).Count.ShouldBe(3);
            foreach (var job in lost)
            {
                await jobs.AgeAsync(job.Id, PastLease);
            }

            await jobs.Maintenance.SweepAsync(None);
        }

        var fresh = await jobs.SubmitAsync();

        var begun = await ClaimAllAsync("node");
        begun.Count.ShouldBe(2);
        begun.ShouldContain(job => job.Job.Id == fresh.Id);
        var suspect = begun.Single(job => job.Job.Id != fresh.Id);
        (await ClaimAllAsync("node")).ShouldBeEmpty();
        var elsewhere = (await ClaimAllAsync("other")).ShouldHaveSingleItem();
        await jobs.EndAsync(suspect.Lease);
        var next = (await ClaimAllAsync("node")).ShouldHaveSingleItem();
        lost.Select(job => job.Id).ShouldBe([suspect.Job.Id, elsewhere.Job.Id, next.Job.Id], ignoreOrder: true);

        Task<IReadOnlyList<ClaimedJob>> ClaimAllAsync(string node) =>
            jobs.Queue.ClaimAsync(node, [new FreeInstances("Other", 4), new FreeInstances(TestJobs.Service, 4)], None);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_lost_job_with_side_effects_is_not_run_again_and_a_cancelled_one_is_cancelled(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var effects = await jobs.SubmitAsync(TestJobs.Job() with { HasSideEffects = true });
        var cancelled = await jobs.SubmitAsync();
        await jobs.ClaimAsync(2);
        await jobs.Queue.CancelAsync(cancelled.Id, None);
        await jobs.AgeAsync(effects.Id, PastLease);
        await jobs.AgeAsync(cancelled.Id, PastLease);
        await jobs.Maintenance.SweepAsync(None);
        (await jobs.GetAsync(effects.Id)).Status.ShouldBe(JobStatus.Failed);
        (await jobs.SaidAsync(effects.Id))[^1].ShouldContain("not run again");
        (await jobs.GetAsync(cancelled.Id)).Status.ShouldBe(JobStatus.Cancelled);
        (await jobs.ClaimAsync(5)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task What_a_killed_node_leaves_in_the_tables_is_recovered_from(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await jobs.SubmitAsync();

        // A run that was killed after it had stored a message and half of a result: chunks without their header.
        await jobs.ExecuteAsync(
            $"""
            update jobs set status = 2, node = 'dead', lease = 7, lease_until = 1, runs = 1, turn = -1, wait_until = 0, started_at = 1,
                message_count = 2, progress_text = 'half'
            where id = '{job.Id}'
            """);
        await jobs.ExecuteAsync($"insert into job_messages (job, number, type, text, at) values ({job.Sequence}, 2, 0, 'Executing...', 1)");
        await jobs.ExecuteAsync(
            $"""
            insert into job_values (job, kind, name, lease, number, format, size, chunks, bytes)
            select {job.Sequence}, 1, 'Output', 7, 1, 0, 3, 0, bytes from job_values where job = {job.Sequence}
            """);
        await jobs.Maintenance.SweepAsync(None);
        var waiting = await jobs.GetAsync(job.Id);
        (waiting.Status, waiting.Progress, waiting.MessageCount).ShouldBe((JobStatus.Waiting, null, 3));

        var claimed = await jobs.ClaimOneAsync();
        (claimed.Job.Lease, claimed.Job.Runs).ShouldBe((8, 2));
        var end = new JobEnd(JobStatus.Succeeded) { Values = Text("Output", "1"), MessagesBefore = 3 };
        await jobs.Queue.EndAsync(claimed.Lease, end, None);
        var ended = await jobs.GetAsync(job.Id);
        (await jobs.Reader.ValuesAsync(ended, JobValueKind.Result, None))
            .ShouldBe([new(JobValueKind.Result, "Output", JobValueFormat.Text, 1, 0)]);
        await jobs.AgeAsync(job.Id, TimeSpan.FromHours(7));
        await jobs.Maintenance.CleanAsync(None);
        (await jobs.NumberAsync("select count(*) from job_values")).ShouldBe(0);
    }

    [Fact]
    public async Task On_SQLite_a_start_requeues_at_once_what_the_last_process_ran()
    {
        await using var jobs = await TestJobs.OpenAsync(StorageProvider.Sqlite, server);
        var job = await jobs.SubmitAsync();
        await jobs.ClaimOneAsync();
        await jobs.Maintenance.StartAsync(None);
        (await jobs.GetAsync(job.Id)).Status.ShouldBe(JobStatus.Waiting);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Repeating_what_was_stored_changes_nothing(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await jobs.SubmitAsync();
        var claimed = await jobs.ClaimOneAsync();
        IReadOnlyList<ToolMessage> two = [new(MessageType.Informative, "a"), new(MessageType.Warning, "b")];
        (await jobs.Queue.AppendMessagesAsync(claimed.Lease, 1, two, None)).ShouldBeTrue();
        (await jobs.Queue.AppendMessagesAsync(claimed.Lease, 1, two, None)).ShouldBeTrue();
        (await jobs.Queue.StoreResultsAsync(claimed.Lease, Text("Output", "1"), None)).ShouldBeTrue();
        (await jobs.Queue.StoreResultsAsync(claimed.Lease, Text("Output", "1"), None)).ShouldBeTrue();
        var end = new JobEnd(JobStatus.Succeeded)
        {
            MessagesBefore = 3,
            Messages = [new(MessageType.Informative, "c")],
            Values = Text("Other", "2")
        };
        (await jobs.Queue.EndAsync(claimed.Lease, end, None)).ShouldBe(EndOutcome.Ended);
        var ended = await jobs.GetAsync(job.Id);
        (await jobs.Queue.EndAsync(claimed.Lease, end, None)).ShouldBe(EndOutcome.Ended);
        (await jobs.GetAsync(job.Id)).ShouldBe(ended);
        (await jobs.SaidAsync(job.Id)).ShouldBe(["Submitted.", "a", "b", "c"]);
        (await jobs.Reader.MessagesAsync(ended, 2, None)).Select(message => (message.Number, message.Description))
            .ShouldBe([(3, "b"), (4, "c")]);
        (await jobs.Reader.ValuesAsync(ended, JobValueKind.Result, None)).Select(value => value.Name).ShouldBe(["Other", "Output"]);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_job_that_was_asked_to_stop_ends_as_cancelled_only(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await jobs.SubmitAsync();
        var claimed = await jobs.ClaimOneAsync();
        var cancelling = (await jobs.Queue.CancelAsync(job.Id, None))!;
        (cancelling.HadEnded, cancelling.Job.Status).ShouldBe((false, JobStatus.Cancelling));
        (await jobs.Queue.CancelAsync(job.Id, None))!.Job.Status.ShouldBe(JobStatus.Cancelling);
        (await jobs.EndAsync(claimed.Lease)).ShouldBe(EndOutcome.Cancelling);
        (await jobs.EndAsync(claimed.Lease, JobStatus.Cancelled)).ShouldBe(EndOutcome.Ended);
        var ended = (await jobs.Queue.CancelAsync(job.Id, None))!;
        (ended.HadEnded, ended.Job.Status).ShouldBe((true, JobStatus.Cancelled));
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_waiting_job_is_cancelled_at_once_and_never_claimed(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await jobs.SubmitAsync();
        (await jobs.GetAsync(job.Id)).Status.ShouldBe(JobStatus.Submitted);
        (await jobs.Queue.CancelAsync(job.Id, None))!.Job.Status.ShouldBe(JobStatus.Cancelled);
        (await jobs.GetAsync(job.Id)).Status.ShouldBe(JobStatus.Cancelled);
        (await jobs.SaidAsync(job.Id)).Length.ShouldBe(2);
        (await jobs.ClaimAsync(5)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_job_that_is_given_back_keeps_its_place_and_its_runs(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var first = await jobs.SubmitAsync(TestJobs.Job("ann"));
        var cancelled = await jobs.SubmitAsync(TestJobs.Job("bob"));
        await jobs.SubmitAsync(TestJobs.Job("ann"));
        var claimed = await jobs.ClaimAsync(2);
        await jobs.Queue.CancelAsync(cancelled.Id, None);
        (await jobs.Queue.GiveBackAsync([.. claimed.Select(job => job.Lease)], None)).ShouldBe(2);
        (await jobs.GetAsync(cancelled.Id)).Status.ShouldBe(JobStatus.Cancelled);
        var back = await jobs.GetAsync(first.Id);
        (back.Status, back.Runs, back.Node).ShouldBe((JobStatus.Waiting, 0, null));
        var again = await jobs.ClaimOneAsync("other");
        (again.Job.Id, again.Job.Runs, again.Job.Lease).ShouldBe((first.Id, 1, 2));
    }

    static List<ValueRow> Text(string name, string json) =>
        [.. TextRows.Make(JobValueKind.Result, name, System.Text.Encoding.UTF8.GetBytes(json))];
}
