using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Jobs.Values;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Jobs.Tests;

/// <summary>
/// What a killed node leaves in the tables, written by hand: a node that stops in order releases what it holds, so these states cannot be
/// reached by stopping one.
/// </summary>
[Collection(Databases.Name)]
public sealed class KilledNodeTests(PostgreSqlServer server)
{
    static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_job_that_ran_waits_again_in_front_of_those_that_came_later(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var lost = await jobs.SubmitAsync(TestJobs.Job("ann"));
        await LeaveAsync(jobs, lost, status: 2, runs: 1);
        var later = await jobs.SubmitAsync(TestJobs.Job("bob"));
        await jobs.Maintenance.SweepAsync(None);
        (await jobs.GetAsync(lost.Id)).Status.ShouldBe(JobStatus.Waiting);
        (await jobs.ClaimOneAsync()).Job.Id.ShouldBe(lost.Id);
        (await jobs.ClaimOneAsync()).Job.Id.ShouldBe(later.Id);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_job_that_was_to_stop_is_cancelled_and_what_it_stored_is_gone(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await jobs.SubmitAsync();
        await LeaveAsync(jobs, job, status: 3, runs: 1);
        await LeaveResultAsync(jobs, job, lease: 7);
        await jobs.Maintenance.SweepAsync(None);
        var ended = await jobs.GetAsync(job.Id);
        (ended.Status, ended.EndedAt is not null, ended.ExpiresAt is not null).ShouldBe((JobStatus.Cancelled, true, true));
        (await jobs.NumberAsync("select count(*) from job_values where kind = 1")).ShouldBe(0);
        (await jobs.NumberAsync("select count(*) from job_values where kind = 0")).ShouldBe(1);
        (await jobs.ClaimAsync(5)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_job_that_fails_for_its_lost_runs_keeps_nothing_of_them(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await jobs.SubmitAsync();
        await LeaveAsync(jobs, job, status: 2, runs: 3);
        await LeaveResultAsync(jobs, job, lease: 5);
        await LeaveResultAsync(jobs, job, lease: 7);
        await jobs.Maintenance.SweepAsync(None);
        (await jobs.GetAsync(job.Id)).Status.ShouldBe(JobStatus.Failed);
        (await jobs.NumberAsync("select count(*) from job_values where kind = 1")).ShouldBe(0);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Results_of_an_older_lease_are_never_seen_and_go_when_a_later_run_succeeds(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await jobs.SubmitAsync();
        await LeaveAsync(jobs, job, status: 2, runs: 1);
        await LeaveResultAsync(jobs, job, lease: 7);
        await jobs.Maintenance.SweepAsync(None);
        var claimed = await jobs.ClaimOneAsync();
        var end = new JobEnd(JobStatus.Succeeded) { MessagesBefore = claimed.Job.MessageCount, Values = Text("\"mine\"") };
        (await jobs.Queue.EndAsync(claimed.Lease, end, None)).ShouldBe(EndOutcome.Ended);
        var ended = await jobs.GetAsync(job.Id);
        (await jobs.Reader.TextAsync(ended, JobValueKind.Result, "Output", None))!.Value.ToArray().ShouldBe("\"mine\""u8.ToArray());
        (await jobs.NumberAsync("select count(*) from job_values where kind = 1")).ShouldBe(1);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Inputs_that_were_half_stored_go_with_their_job_and_free_its_request_id(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var submit = TestJobs.Job("ann") with { RequestId = "r1" };
        var job = await jobs.SubmitAsync(submit);

        // Two pieces of a large input, and no header, which is stored last.
        await jobs.ExecuteAsync($"update jobs set status = 8, turn = -1, wait_until = 0 where id = '{job.Id}'");
        await jobs.ExecuteAsync($"update job_values set number = 1, format = 1 where job = {job.Sequence}");
        await jobs.ExecuteAsync(
            $"""
            insert into job_values (job, kind, name, lease, number, format, size, chunks, bytes)
            select job, kind, name, lease, 2, format, size, chunks, bytes from job_values where job = {job.Sequence}
            """);
        (await Should.ThrowAsync<GpException>(() => jobs.SubmitAsync(submit))).Error.ShouldBe(GpError.Unavailable);
        (await jobs.ClaimAsync(5)).ShouldBeEmpty();
        await jobs.AgeAsync(job.Id, TimeSpan.FromMinutes(16));
        await jobs.Maintenance.CleanAsync(None);
        (await jobs.NumberAsync("select (select count(*) from jobs) + (select count(*) from job_values)")).ShouldBe(0);
        (await jobs.NumberAsync("select count(*) from job_messages")).ShouldBe(0);
        (await jobs.Queue.SubmitAsync(submit, None)).IsRepeat.ShouldBeFalse();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_deletion_that_was_broken_off_is_finished(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await jobs.SubmitAsync(TestJobs.Job() with { HasFailed = true });
        await LeaveResultAsync(jobs, job, lease: 1);
        await jobs.ExecuteAsync($"delete from job_values where job = {job.Sequence} and kind = 0");
        await jobs.AgeAsync(job.Id, TimeSpan.FromHours(7));
        await jobs.Maintenance.CleanAsync(None);
        var left = "select (select count(*) from jobs) + (select count(*) from job_values) + (select count(*) from job_messages)";
        (await jobs.NumberAsync(left)).ShouldBe(0);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_late_failure_of_a_run_that_had_succeeded_deletes_nothing(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await jobs.SubmitAsync();
        var claimed = await jobs.ClaimOneAsync();
        await jobs.Queue.StoreResultsAsync(claimed.Lease, Text("1"), None);
        (await jobs.EndAsync(claimed.Lease)).ShouldBe(EndOutcome.Ended);

        // As if the answer had been lost, and the next try had failed in another way.
        (await jobs.EndAsync(claimed.Lease, JobStatus.Failed)).ShouldBe(EndOutcome.Ended);
        var ended = await jobs.GetAsync(job.Id);
        ended.Status.ShouldBe(JobStatus.Succeeded);
        (await jobs.Reader.ValuesAsync(ended, JobValueKind.Result, None)).ShouldHaveSingleItem();
    }

    static Task<int> LeaveAsync(TestJobs jobs, Job job, int status, int runs) => jobs.ExecuteAsync(
        $"""
        update jobs set status = {status}, node = 'dead', lease = 7, lease_until = 1, runs = {runs}, turn = -1, wait_until = 0, started_at = 1,
            progress_text = 'half', progress_percent = 50
        where id = '{job.Id}'
        """);

    static async Task LeaveResultAsync(TestJobs jobs, Job job, int lease)
    {
        foreach (var number in new[] { 1, 0 })
        {
            await jobs.ExecuteAsync(
                $"""
                insert into job_values (job, kind, name, lease, number, format, size, chunks, bytes)
                select {job.Sequence}, 1, 'Output', {lease}, {number}, 0, 3, {1 - number}, bytes
                from job_values where job = {job.Sequence} and kind = 0
                """);
        }
    }

    static List<ValueRow> Text(string json) => [.. TextRows.Make(JobValueKind.Result, "Output", System.Text.Encoding.UTF8.GetBytes(json))];
}
