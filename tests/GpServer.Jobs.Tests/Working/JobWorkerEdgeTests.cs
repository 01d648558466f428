using System.Collections.Concurrent;
using GpServer.Core.Jobs;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Jobs.Tests.Working;

/// <summary>Things that happen to a run at the same moment.</summary>
[Collection(Databases.Name)]
public sealed class JobWorkerEdgeTests(PostgreSqlServer server)
{
    static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_run_whose_time_ends_while_it_succeeds_ends_in_one_way_and_whole(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server, new JobOptions { Grace = TimeSpan.Zero });
        jobs.Services.Set(new JobServiceSettings { Service = TestJobs.Service, Instances = 4, MaxUsage = TimeSpan.FromMilliseconds(20) });
        await using var worker = jobs.Worker(new FakeRunner((run, stop) =>
        {
            Thread.Sleep(19);
            run.Store("Output", "1"u8.ToArray());
            stop.ThrowIfCancellationRequested();
        }));
        worker.Start();
        var submitted = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => jobs.SubmitAsync()));
        foreach (var job in submitted)
        {
            await jobs.UntilEndedAsync(job.Id);
            var ended = await jobs.GetAsync(job.Id);
            ended.Runs.ShouldBe(1);
            ended.Status.ShouldBeOneOf(JobStatus.Succeeded, JobStatus.TimedOut);
            var said = await jobs.SaidAsync(job.Id);
            said.Length.ShouldBe(ended.MessageCount);
            said.Count(text => text == "Failed.").ShouldBe(ended.Status == JobStatus.TimedOut ? 1 : 0);
            (await jobs.NumberAsync($"select count(*) from job_values where kind = 1 and job = {job.Sequence}"))
                .ShouldBe(ended.Status == JobStatus.Succeeded ? 1 : 0);
        }
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Jobs_that_are_cancelled_while_they_are_claimed_end_as_cancelled_soon(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server, new JobOptions { Heartbeat = TimeSpan.FromMinutes(1) });
        jobs.Services.Set(new JobServiceSettings { Service = TestJobs.Service, Instances = 100 });
        await using var worker = jobs.Worker(new FakeRunner((_, stop) =>
        {
            stop.WaitHandle.WaitOne();
            stop.ThrowIfCancellationRequested();
        }));
        worker.Start();
        var submitted = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            var job = await jobs.SubmitAsync();
            await jobs.Queue.CancelAsync(job.Id, None);
            return job;
        }));

        // Well before the next regular heartbeat.
        foreach (var job in submitted)
        {
            await jobs.UntilEndedAsync(job.Id);
            (await jobs.GetAsync(job.Id)).Status.ShouldBe(JobStatus.Cancelled);
        }

        await TestJobs.UntilAsync(() => Task.FromResult(worker.Running == 0));
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Of_a_service_that_is_gone_what_runs_ends_and_what_waits_can_be_cancelled(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        jobs.Services.Set(new JobServiceSettings { Service = TestJobs.Service, Instances = 1 });
        using var hold = new ManualResetEventSlim();
        var ran = new ConcurrentQueue<string>();
        await using var worker = jobs.Worker(new FakeRunner((run, _) =>
        {
            ran.Enqueue(run.JobId);
            hold.Wait(None);
        }));
        worker.Start();
        var running = await jobs.SubmitAsync();
        await TestJobs.UntilAsync(() => Task.FromResult(!ran.IsEmpty));
        var waiting = await jobs.SubmitAsync();
        var late = await jobs.SubmitAsync();
        jobs.Services.Remove(TestJobs.Service);
        hold.Set();
        await jobs.UntilEndedAsync(running.Id);
        (await jobs.GetAsync(running.Id)).Status.ShouldBe(JobStatus.Succeeded);
        await Task.Delay(200);
        ran.ShouldBe([running.Id]);
        (await jobs.Queue.CancelAsync(waiting.Id, None))!.Job.Status.ShouldBe(JobStatus.Cancelled);
        await jobs.AgeAsync(late.Id, TimeSpan.FromDays(2));
        await jobs.Maintenance.SweepAsync(None);
        (await jobs.GetAsync(late.Id)).Status.ShouldBe(JobStatus.Failed);
    }

    [Fact]
    public async Task On_SQLite_a_clock_that_is_put_forward_takes_no_job_from_its_run()
    {
        using var folder = new TemporaryFolder();
        var clock = new ShiftedClock();
        var options = new JobOptions { Heartbeat = TimeSpan.FromMilliseconds(500), Sweep = TimeSpan.FromMilliseconds(20) };
        await using var jobs = await TestJobs.OpenAsync(folder.Path, options, clock);
        using var hold = new ManualResetEventSlim();
        await using var worker = jobs.Worker(new FakeRunner((_, _) => hold.Wait(None)));
        await jobs.Maintenance.StartAsync(None);
        worker.Start();
        var job = await jobs.SubmitAsync(TestJobs.Job() with { HasSideEffects = true });
        await TestJobs.UntilAsync(async () => (await jobs.ReadAsync(job.Id)).Status == JobStatus.Executing);

        // Until sweeps run at all.
        await Task.Delay(1_200);
        clock.Shift = TimeSpan.FromMinutes(5);
        await Task.Delay(2_000);
        (await jobs.ReadAsync(job.Id)).Status.ShouldBe(JobStatus.Executing);
        hold.Set();
        await jobs.UntilEndedAsync(job.Id);
        (await jobs.ReadAsync(job.Id)).Status.ShouldBe(JobStatus.Succeeded);
    }
}
