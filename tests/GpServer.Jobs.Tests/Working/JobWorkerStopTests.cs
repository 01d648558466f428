using GpServer.Core.Jobs;
using GpServer.Core.Tools;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Jobs.Tests.Working;

/// <summary>A node that stops while its statements are under way.</summary>
[Collection(Databases.Name)]
public sealed class JobWorkerStopTests(PostgreSqlServer server)
{
    static readonly TimeSpan UnderWay = TimeSpan.FromMilliseconds(300);

    static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task What_a_claim_under_way_took_for_a_node_that_stops_is_given_back_and_not_begun(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var submitted = new[] { await jobs.SubmitAsync(), await jobs.SubmitAsync() };
        var begun = 0;
        await using var worker = jobs.Worker(new FakeRunner((_, _) => Interlocked.Increment(ref begun)));
        Task stopping;
        await using (await HeldWrites.BeginAsync(jobs.Store))
        {
            worker.Start();
            await Task.Delay(UnderWay);
            stopping = worker.StopAsync(None);
        }

        await stopping;
        begun.ShouldBe(0);
        foreach (var job in submitted)
        {
            var back = await jobs.ReadAsync(job.Id);
            (back.Status, back.Runs, back.Lease).ShouldBe((JobStatus.Waiting, 0, 1));
        }

        (await jobs.ClaimAsync(5, "other")).Select(job => job.Job.Id).ShouldBe(submitted.Select(job => job.Id), ignoreOrder: true);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Messages_under_way_while_a_node_stops_are_stored_before_the_job_is_given_back_or_not_at_all(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server, new JobOptions { StopWithin = TimeSpan.Zero });
        var job = await jobs.SubmitAsync();
        var say = new SemaphoreSlim(0);
        var said = new SemaphoreSlim(0);
        await using var worker = jobs.Worker(new FakeRunner((run, stop) =>
        {
            say.Wait(None);
            run.Say(new(MessageType.Informative, "said at the end"));
            said.Release();
            stop.WaitHandle.WaitOne();
            stop.ThrowIfCancellationRequested();
        }));
        worker.Start();
        await TestJobs.UntilAsync(async () => (await jobs.SaidAsync(job.Id)).Length == 2);
        Task stopping;
        await using (await HeldWrites.BeginAsync(jobs.Store))
        {
            say.Release();
            await said.WaitAsync(None);
            await Task.Delay(UnderWay * 3);
            stopping = worker.StopAsync(None);
            await Task.Delay(UnderWay);
        }

        await stopping;
        var back = await jobs.ReadAsync(job.Id);
        (back.Status, back.Runs).ShouldBe((JobStatus.Waiting, 0));
        var all = await jobs.SaidAsync(job.Id);
        all.Length.ShouldBe(back.MessageCount);
        all[^1].ShouldContain("stops");
        (await jobs.NumberAsync("select count(*) from job_messages")).ShouldBe(all.Length);
        (await jobs.ClaimOneAsync("other")).Job.Id.ShouldBe(job.Id);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_claim_whose_answer_was_lost_is_given_back_and_its_jobs_run_at_once(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        await using var worker = jobs.Worker(new FakeRunner((_, _) => { }));
        worker.Start();
        var known = await jobs.SubmitAsync();
        await jobs.UntilEndedAsync(known.Id);

        // Claims fail for a while, and one of them had been done.
        await jobs.ExecuteAsync("alter table jobs rename to away");
        jobs.Queue.WakeWorker();
        await Task.Delay(UnderWay);
        await jobs.ExecuteAsync("alter table away rename to jobs");
        var lost = await jobs.SubmitAsync(TestJobs.Job() with { HasSideEffects = true });
        await jobs.ExecuteAsync(
            $"""
            update jobs set status = 2, turn = -1, wait_until = 0, node = '{jobs.Options.Node}', lease = 1, runs = 1, lease_until = 9e15,
                started_at = 1
            where id = '{lost.Id}' and status = 0
            """);
        await jobs.UntilEndedAsync(lost.Id);
        var job = await jobs.ReadAsync(lost.Id);
        (job.Status, job.Runs).ShouldBe((JobStatus.Succeeded, 1));
    }
}
