using System.Security.Cryptography;
using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Core.Tools;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Jobs.Tests.Working;

/// <summary>A SQLite file that cannot grow: what does not fit fails clearly, and everything else goes on.</summary>
[Collection(Databases.Name)]
public sealed class FullStoreTests(PostgreSqlServer server)
{
    const int Megabyte = 1 << 20;

    static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Results_beyond_the_size_that_files_of_the_process_may_have_fail_their_job_and_the_process_goes_on()
    {
        using var folder = new TemporaryFolder();
        var (lines, exitCode) = await LimitedProcess.RunAsync(
            12 * Megabyte, folder.Path, "1000", "5000000", "40000000", "9000000", "2000", "3000000", "2000");
        exitCode.ShouldBe(0);
        lines.Select(line => line.Split(':')[0])
            .ShouldBe(["Succeeded", "Succeeded", "Failed", "Failed", "Succeeded", "Succeeded", "Succeeded"]);
        lines[2].ShouldContain("database");
        lines[2].ShouldEndWith("Failed.");

        // What is stored is whole, also for a process without a limit.
        await using var jobs = await TestJobs.OpenAsync(folder.Path, new JobOptions(), TimeProvider.System);
        (await jobs.NumberAsync("select count(*) from pragma_integrity_check where integrity_check = 'ok'")).ShouldBe(1);
        (await jobs.NumberAsync("select count(*) from jobs where status = 4")).ShouldBe(5);
        (await jobs.NumberAsync("select sum(size) from job_values where kind = 1 and number = 0")).ShouldBe(8_005_000);
    }

    [Fact]
    public async Task A_log_that_has_no_room_fails_what_is_written_and_begins_anew_when_nobody_reads_it()
    {
        using var folder = new TemporaryFolder();
        var (lines, exitCode) = await LimitedProcess.RunAsync(
            12 * Megabyte, folder.Path, "3000000", LimitedProcess.FillLog, "2000", LimitedProcess.FillLog, "1000000");
        exitCode.ShouldBe(0);
        lines.Select(line => line.Split(':')[0]).ShouldBe(["Succeeded", "StorageFull", "Succeeded", "StorageFull", "Succeeded"]);
    }

    [Fact]
    public async Task On_a_full_store_running_jobs_end_waiting_ones_are_cancelled_and_room_is_made_by_deleting()
    {
        await using var jobs = await TestJobs.OpenAsync(StorageProvider.Sqlite, server, sqliteMaxPages: 2_000);
        var running = await jobs.SubmitAsync();
        var failing = await jobs.SubmitAsync();
        var claimed = await jobs.ClaimAsync(2);
        var submitted = new List<Job>();
        var full = await Should.ThrowAsync<GpException>(async () =>
        {
            while (true)
            {
                submitted.Add(await jobs.SubmitAsync(Noise(100_000)));
            }
        });
        full.Error.ShouldBe(GpError.StorageFull);
        submitted.Count.ShouldBeGreaterThan(20);

        var messages = Enumerable.Range(0, 50).Select(i => new ToolMessage(MessageType.Error, $"reason {i}")).ToList();
        var lease = claimed.Single(job => job.Job.Id == failing.Id).Lease;
        var end = new JobEnd(JobStatus.Failed) { Messages = messages, MessagesBefore = 1 };
        (await jobs.Queue.EndAsync(lease, end, None)).ShouldBe(EndOutcome.Ended);
        (await jobs.SaidAsync(failing.Id)).Length.ShouldBe(51);
        (await jobs.EndAsync(claimed.Single(job => job.Job.Id == running.Id).Lease)).ShouldBe(EndOutcome.Ended);
        foreach (var job in submitted)
        {
            (await jobs.Queue.CancelAsync(job.Id, None))!.Job.Status.ShouldBe(JobStatus.Cancelled);
            await jobs.AgeAsync(job.Id, TimeSpan.FromHours(7));
        }

        await jobs.Maintenance.CleanAsync(None);
        await jobs.SubmitAsync(Noise(3_000_000));
    }

    [Fact]
    public async Task Inputs_that_do_not_fit_are_refused_and_leave_nothing()
    {
        await using var jobs = await TestJobs.OpenAsync(StorageProvider.Sqlite, server, sqliteMaxPages: 3_000);
        var large = Noise(20_000_000) with { RequestId = "again" };
        (await Should.ThrowAsync<GpException>(() => jobs.SubmitAsync(large))).Error.ShouldBe(GpError.StorageFull);
        await jobs.Maintenance.CleanAsync(None);
        (await jobs.NumberAsync("select (select count(*) from jobs) + (select count(*) from job_values)")).ShouldBe(0);
        var small = await jobs.Queue.SubmitAsync(Noise(2_000_000) with { RequestId = "again" }, None);
        small.IsRepeat.ShouldBeFalse();
        await jobs.ClaimOneAsync();
    }

    static SubmitJob Noise(int bytes) => TestJobs.Job() with { Inputs = [new JobInput("Input", RandomNumberGenerator.GetBytes(bytes))] };
}
