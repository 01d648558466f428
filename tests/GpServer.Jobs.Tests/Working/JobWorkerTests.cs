using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Jobs;
using GpServer.Core.Tools;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Jobs.Tests.Working;

/// <summary>A node at work.</summary>
[Collection(Databases.Name)]
public sealed class JobWorkerTests(PostgreSqlServer server)
{
    static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Jobs_run_to_their_results_and_say_all_in_order(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var runner = new FakeRunner((run, _) =>
        {
            run.Say(new(MessageType.Informative, $"run {run.Run} of {run.Task}"));
            run.Report(new("half", 50));
            run.Input("None").ShouldBeNull();
            run.Store("Output", run.Input("Input")!.Value);
        });
        await using var worker = jobs.Worker(runner);
        worker.Start();
        var submitted = new List<Job>();
        for (var i = 0; i < 30; i++)
        {
            submitted.Add(await jobs.SubmitAsync(TestJobs.Job(input: $"\"{i}\"")));
        }

        foreach (var (job, i) in submitted.Select((job, i) => (job, i)))
        {
            await jobs.UntilEndedAsync(job.Id);
            var ended = await jobs.GetAsync(job.Id);
            (ended.Status, ended.Runs, ended.Node, ended.Progress).ShouldBe((JobStatus.Succeeded, 1, jobs.Options.Node, null));
            var text = (await jobs.Reader.TextAsync(ended, JobValueKind.Result, "Output", None))!.Value;
            Encoding.UTF8.GetString(text.Span).ShouldBe($"\"{i}\"");
            (await jobs.SaidAsync(job.Id)).ShouldBe(["Submitted.", "Executing...", "run 1 of Buffer"]);
        }

        runner.Most.ShouldBeLessThanOrEqualTo(4);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_failure_for_the_caller_is_told_and_a_fault_of_the_server_is_not(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        await using var worker = jobs.Worker(new FakeRunner((run, _) =>
            throw (Encoding.UTF8.GetString(run.Input("Input")!.Value.Span) == "mine"
                ? new GpException(GpError.ToolFailed, "Nothing to buffer.") { Number = 117 }
                : new InvalidOperationException("a secret of the server"))));
        worker.Start();
        var mine = await jobs.SubmitAsync(TestJobs.Job(input: "mine"));
        var fault = await jobs.SubmitAsync(TestJobs.Job(input: "fault"));
        await jobs.UntilEndedAsync(mine.Id);
        await jobs.UntilEndedAsync(fault.Id);
        (await jobs.GetAsync(mine.Id)).Status.ShouldBe(JobStatus.Failed);
        (await jobs.SaidAsync(mine.Id)).ShouldBe(
            ["Submitted.", "Executing...", "ERROR 000117: Nothing to buffer.", "Failed to execute (Buffer).", "Failed."]);
        (await jobs.GetAsync(fault.Id)).Status.ShouldBe(JobStatus.Failed);
        string.Join(' ', await jobs.SaidAsync(fault.Id)).ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Large_results_are_stored_in_parts_and_read_whole(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var noise = new byte[5_000_000];
        new Random(3).NextBytes(noise);
        var schema = new FeatureSchema { Fields = [new Field("Text", FieldType.String)], GeometryType = GeometryType.None };
        await using var worker = jobs.Worker(new FakeRunner((run, _) =>
        {
            run.Store("Noise", noise);
            run.Store("Rows", new FeatureSet(
                schema, Enumerable.Range(0, 20_000).Select(i => new Feature(null, [Convert.ToHexString(noise.AsSpan(i, 90))]))));
        }));
        worker.Start();
        var job = await jobs.SubmitAsync();
        await jobs.UntilEndedAsync(job.Id);
        job = await jobs.GetAsync(job.Id);
        job.Status.ShouldBe(JobStatus.Succeeded, string.Join('\n', await jobs.SaidAsync(job.Id)));
        (await jobs.Reader.TextAsync(job, JobValueKind.Result, "Noise", None))!.Value.Span.SequenceEqual(noise).ShouldBeTrue();
        var rows = (await jobs.Reader.FeaturesAsync(job, "Rows", null, None))!;
        rows.KnownCount.ShouldBe(20_000);
        rows.Features.Select((row, i) => (string)row.Attributes[0]! == Convert.ToHexString(noise.AsSpan(i, 90))).ShouldAllBe(same => same);
    }

    [Fact]
    public async Task Results_beyond_what_a_job_may_store_fail_it()
    {
        await using var jobs = await TestJobs.OpenAsync(StorageProvider.Sqlite, server, new JobOptions { MaxResultBytes = 10_000 });
        await using var worker = jobs.Worker(new FakeRunner((run, _) => run.Store("Output", RandomNumberGenerator.GetBytes(20_000))));
        worker.Start();
        var job = await jobs.SubmitAsync();
        await jobs.UntilEndedAsync(job.Id);
        (await jobs.SaidAsync(job.Id)).ShouldContain(text => text.Contains("10000 bytes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_cancelled_run_stops_within_two_seconds(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        await using var worker = jobs.Worker(new FakeRunner((_, stop) =>
        {
            stop.WaitHandle.WaitOne();
            stop.ThrowIfCancellationRequested();
        }));
        worker.Start();
        var job = await jobs.SubmitAsync();
        await TestJobs.UntilAsync(async () => (await jobs.ReadAsync(job.Id)).Status == JobStatus.Executing);
        var time = Stopwatch.StartNew();
        (await jobs.Queue.CancelAsync(job.Id, None))!.Job.Status.ShouldBe(JobStatus.Cancelling);
        await jobs.UntilEndedAsync(job.Id);
        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        (await jobs.GetAsync(job.Id)).Status.ShouldBe(JobStatus.Cancelled);
        (await jobs.SaidAsync(job.Id))[^1].ShouldBe("The job was cancelled.");
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_run_that_ignores_the_end_of_its_time_is_ended_without_it_and_keeps_its_instance(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server, new JobOptions { Grace = TimeSpan.FromMilliseconds(50) });
        jobs.Services.Set(new JobServiceSettings { Service = TestJobs.Service, Instances = 1, MaxUsage = TimeSpan.FromMilliseconds(100) });
        using var hold = new ManualResetEventSlim();
        await using var worker = jobs.Worker(new FakeRunner((run, _) =>
        {
            hold.Wait(None);
            run.Store("Output", "\"too late\""u8.ToArray());
        }));
        worker.Start();
        var job = await jobs.SubmitAsync();
        await jobs.UntilEndedAsync(job.Id);
        (await jobs.GetAsync(job.Id)).Status.ShouldBe(JobStatus.TimedOut);
        (await jobs.SaidAsync(job.Id)).ShouldContain(text => text.Contains("0.1 seconds", StringComparison.Ordinal));
        var next = await jobs.SubmitAsync();
        await Task.Delay(300);
        (await jobs.ReadAsync(next.Id)).Status.ShouldBe(JobStatus.Submitted);
        jobs.Services.Set(new JobServiceSettings { Service = TestJobs.Service, Instances = 1 });
        hold.Set();
        await jobs.UntilEndedAsync(next.Id);
        (await jobs.GetAsync(job.Id)).Status.ShouldBe(JobStatus.TimedOut);
        (await jobs.GetAsync(next.Id)).Status.ShouldBe(JobStatus.Succeeded);
    }

    [Fact]
    public async Task A_change_of_the_instances_applies_at_once()
    {
        var options = new JobOptions { Poll = TimeSpan.FromMilliseconds(50) };
        await using var jobs = await TestJobs.OpenAsync(StorageProvider.Sqlite, server, options);
        jobs.Services.Set(new JobServiceSettings { Service = TestJobs.Service, Instances = 1 });
        using var hold = new ManualResetEventSlim();
        var runner = new FakeRunner((_, _) => hold.Wait(None));
        await using var worker = jobs.Worker(runner);
        worker.Start();
        for (var i = 0; i < 6; i++)
        {
            await jobs.SubmitAsync();
        }

        await Task.Delay(300);
        worker.Running.ShouldBe(1);
        jobs.Services.Set(new JobServiceSettings { Service = TestJobs.Service, Instances = 3 });
        await TestJobs.UntilAsync(() => Task.FromResult(worker.Running == 3));
        await Task.Delay(200);
        runner.Most.ShouldBe(3);
        hold.Set();
        await TestJobs.UntilAsync(async () => await jobs.NumberAsync("select count(*) from jobs where status = 4") == 6);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_run_whose_lease_was_lost_is_stopped_and_changes_nothing(StorageProvider provider)
    {
        var options = new JobOptions { Heartbeat = TimeSpan.FromMilliseconds(100) };
        await using var jobs = await TestJobs.OpenAsync(provider, server, options);
        var stopped = new TaskCompletionSource();
        await using var worker = jobs.Worker(new FakeRunner((run, stop) =>
        {
            stop.WaitHandle.WaitOne();
            stopped.SetResult();
            run.Store("Output", "\"late\""u8.ToArray());
        }));
        worker.Start();
        var job = await jobs.SubmitAsync();
        await TestJobs.UntilAsync(async () => (await jobs.ReadAsync(job.Id)).Status == JobStatus.Executing);

        // As if the node had been frozen and another had taken the job meanwhile.
        await jobs.ExecuteAsync("update jobs set lease = lease + 1, node = 'other'");
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(5));
        await TestJobs.UntilAsync(() => Task.FromResult(worker.Running == 0));
        var after = await jobs.ReadAsync(job.Id);
        (after.Status, after.Node).ShouldBe((JobStatus.Executing, "other"));
        (await jobs.NumberAsync("select count(*) from job_values where kind = 1")).ShouldBe(0);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_node_that_stops_finishes_what_is_quick_and_gives_back_the_rest(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server, new JobOptions { StopWithin = TimeSpan.FromSeconds(1) });
        var begun = new CountdownEvent(2);
        await using var worker = jobs.Worker(new FakeRunner((run, stop) =>
        {
            begun.Signal();
            stop.WaitHandle.WaitOne(Encoding.UTF8.GetString(run.Input("Input")!.Value.Span) == "quick" ? 200 : Timeout.Infinite);
            stop.ThrowIfCancellationRequested();
        }));
        worker.Start();
        var quick = await jobs.SubmitAsync(TestJobs.Job(input: "quick"));
        var slow = await jobs.SubmitAsync(TestJobs.Job(input: "slow"));
        begun.Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        var stopping = worker.StopAsync(None);
        var late = await jobs.SubmitAsync();
        await stopping;
        (await jobs.GetAsync(quick.Id)).Status.ShouldBe(JobStatus.Succeeded);
        var back = await jobs.GetAsync(slow.Id);
        (back.Status, back.Runs).ShouldBe((JobStatus.Waiting, 0));
        (await jobs.GetAsync(late.Id)).IsQueued.ShouldBeTrue();
        (await jobs.ClaimAsync(5, "other")).Select(job => job.Job.Id).ShouldBe([slow.Id, late.Id], ignoreOrder: true);
    }

    [Fact]
    public async Task A_result_that_fills_the_disk_fails_its_job_and_the_server_goes_on()
    {
        await using var jobs = await TestJobs.OpenAsync(StorageProvider.Sqlite, server, sqliteMaxPages: 1_000);
        await using var worker = jobs.Worker(new FakeRunner((run, _) =>
        {
            var noise = new byte[Encoding.UTF8.GetString(run.Input("Input")!.Value.Span) == "large" ? 12_000_000 : 1_000];
            new Random(1).NextBytes(noise);
            run.Store("Output", noise);
        }));
        worker.Start();
        var large = await jobs.SubmitAsync(TestJobs.Job(input: "large"));
        await jobs.UntilEndedAsync(large.Id);
        (await jobs.GetAsync(large.Id)).Status.ShouldBe(JobStatus.Failed);
        (await jobs.SaidAsync(large.Id)).ShouldContain("The server's database is full.");
        var small = await jobs.SubmitAsync(TestJobs.Job(input: "small"));
        await jobs.UntilEndedAsync(small.Id);
        (await jobs.GetAsync(small.Id)).Status.ShouldBe(JobStatus.Succeeded);
    }

    [Fact]
    public async Task While_the_database_is_away_submitting_fails_and_afterwards_every_job_ends_once()
    {
        await using var jobs = await TestJobs.OpenAsync(StorageProvider.PostgreSql, server);
        var ends = new ConcurrentDictionary<string, int>();
        await using var worker = jobs.Worker(new FakeRunner((run, stop) =>
        {
            run.Say(new(MessageType.Informative, "begun"));
            stop.WaitHandle.WaitOne(400);
            run.Store("Output", "1"u8.ToArray());
            ends.AddOrUpdate(run.JobId, 1, (_, times) => times + 1);
        }));
        await jobs.Maintenance.StartAsync(None);
        worker.Start();
        var submitted = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => jobs.SubmitAsync()));
        await TestJobs.UntilAsync(() => Task.FromResult(!ends.IsEmpty));
        server.Stop();
        (await Should.ThrowAsync<GpException>(() => jobs.SubmitAsync())).Error.ShouldBe(GpError.Unavailable);
        await Task.Delay(500);
        server.Start();
        foreach (var job in submitted)
        {
            await TestJobs.UntilAsync(async () =>
            {
                try
                {
                    return (await jobs.ReadAsync(job.Id)).HasEnded;
                }
                catch (GpException)
                {
                    return false;
                }
            });
            (await jobs.ReadAsync(job.Id)).Status.ShouldBe(JobStatus.Succeeded);
        }

        (await jobs.NumberAsync("select count(*) from jobs")).ShouldBe(12);
        (await jobs.NumberAsync("select count(*) from job_values where kind = 1 and number = 0")).ShouldBe(12);
    }
}
