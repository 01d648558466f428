using System.Text;
using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Core.Tools;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Jobs.Tests;

[Collection(Databases.Name)]
public sealed class SubmitTests(PostgreSqlServer server)
{
    static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_job_is_read_as_it_was_submitted(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var long1 = string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i},"));
        var submitted = await jobs.SubmitAsync(TestJobs.Job("ann") with
        {
            Priority = 3,
            HasSideEffects = true,
            Inputs = [new("Short", "5 Meters"u8.ToArray()), new("Empty", default), new("Long", Encoding.UTF8.GetBytes(long1))],
            Messages = [new(MessageType.Informative, "Submitted."), new(MessageType.Warning, "a\0b \ud800 ä")],
        });

        JobIds.IsWellFormed(submitted.Id).ShouldBeTrue();
        var job = await jobs.GetAsync(submitted.Id);
        job.ShouldBe(submitted);
        (job.Service, job.Task, job.User, job.Priority, job.Status, job.HasSideEffects, job.Runs, job.MessageCount)
            .ShouldBe((TestJobs.Service, "Buffer", "ann", 3, JobStatus.Submitted, true, 0, 2));
        (DateTimeOffset.UtcNow - job.SubmittedAt).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));
        (await jobs.SaidAsync(job.Id)).ShouldBe(["Submitted.", "a\ufffdb \ufffd ä"]);
        (await jobs.Reader.ValuesAsync(job, JobValueKind.Input, None)).Select(value => (value.Name, value.Size))
            .ShouldBe([("Empty", 0), ("Long", long1.Length), ("Short", 8)]);
        (await TextAsync(jobs, job, "Short")).ShouldBe("5 Meters");
        (await TextAsync(jobs, job, "Empty")).ShouldBe("");
        (await TextAsync(jobs, job, "Long")).ShouldBe(long1);
        (await TextAsync(jobs, job, "Unknown")).ShouldBeNull();
        var copy = new MemoryStream();
        (await jobs.Reader.CopyTextAsync(job, JobValueKind.Input, "Long", copy, None)).ShouldBeTrue();
        Encoding.UTF8.GetString(copy.ToArray()).ShouldBe(long1);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Inputs_that_are_stored_in_parts_come_back_whole_and_the_job_runs(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var noise = new byte[9_000_000];
        new Random(5).NextBytes(noise);
        var job = await jobs.SubmitAsync(TestJobs.Job() with { Inputs = [new("Noise", noise), new("Small", "x"u8.ToArray())] });
        job.Status.ShouldBe(JobStatus.Submitted);
        (await jobs.Reader.TextAsync(job, JobValueKind.Input, "Noise", None))!.Value.Span.SequenceEqual(noise).ShouldBeTrue();
        (await TextAsync(jobs, job, "Small")).ShouldBe("x");
        (await jobs.ClaimOneAsync()).Job.Id.ShouldBe(job.Id);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_job_whose_inputs_are_not_all_there_is_seen_by_nobody_and_goes(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await jobs.SubmitAsync();
        await jobs.ExecuteAsync($"update jobs set status = 8, turn = -1, wait_until = 0 where id = '{job.Id}'");
        (await jobs.Reader.GetAsync(job.Id, None)).ShouldBeNull();
        (await jobs.ClaimAsync(5)).ShouldBeEmpty();
        (await jobs.Queue.CancelAsync(job.Id, None)).ShouldBeNull();
        await jobs.Maintenance.CleanAsync(None);
        (await jobs.NumberAsync("select count(*) from jobs")).ShouldBe(1);
        await jobs.AgeAsync(job.Id, TimeSpan.FromMinutes(16));
        await jobs.Maintenance.CleanAsync(None);
        (await jobs.NumberAsync("select (select count(*) from jobs) + (select count(*) from job_values)")).ShouldBe(0);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_job_that_failed_at_once_exists_and_is_never_run(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await jobs.SubmitAsync(TestJobs.Job() with { HasFailed = true, Messages = [new(MessageType.Error, "ERROR 000735")] });
        (job.Status, job.HasEnded, job.EndedAt is not null, job.ExpiresAt is not null).ShouldBe((JobStatus.Failed, true, true, true));
        (await jobs.ClaimAsync(5)).ShouldBeEmpty();
        (await jobs.SaidAsync(job.Id)).ShouldBe(["ERROR 000735"]);
        (await jobs.Queue.CancelAsync(job.Id, None))!.HadEnded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_repeated_request_id_answers_the_first_job(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var submit = TestJobs.Job("ann") with { RequestId = "r1", Inputs = [new("A", "1"u8.ToArray()), new("B", "2"u8.ToArray())] };
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => jobs.Queue.SubmitAsync(submit, None)));
        all.Select(answer => answer.Job.Id).Distinct().ShouldHaveSingleItem();
        all.Count(answer => !answer.IsRepeat).ShouldBe(1);

        var reordered = submit with { Inputs = [.. submit.Inputs.Reverse()] };
        (await jobs.Queue.SubmitAsync(reordered, None)).IsRepeat.ShouldBeTrue();
        var elsewhere = submit with { Inputs = [.. submit.Inputs, new("gp:baseUrl", "https://other"u8.ToArray()) { IsOfServer = true }] };
        (await jobs.Queue.SubmitAsync(elsewhere, None)).IsRepeat.ShouldBeTrue();
        (await jobs.Queue.SubmitAsync(submit with { User = "bob" }, None)).IsRepeat.ShouldBeFalse();
        (await jobs.Queue.SubmitAsync(submit with { Task = "Clip" }, None)).IsRepeat.ShouldBeFalse();
        var other = submit with { Inputs = [new("A", "12"u8.ToArray()), new("B", ""u8.ToArray())] };
        (await Should.ThrowAsync<GpException>(() => jobs.Queue.SubmitAsync(other, None))).Message.ShouldContain(all[0].Job.Id);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Of_many_submits_at_once_no_more_are_queued_than_the_service_allows(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        jobs.Services.Set(new JobServiceSettings { Service = TestJobs.Service, Instances = 1, MaxQueued = 10 });
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            try
            {
                await jobs.SubmitAsync();
                return (GpError?)null;
            }
            catch (GpException e)
            {
                return e.Error;
            }
        }));

        outcomes.Count(outcome => outcome is null).ShouldBe(10);
        outcomes.Count(outcome => outcome == GpError.QueueFull).ShouldBe(30);
        await jobs.ClaimAsync(4);
        await Task.Delay(200);
        await jobs.SubmitAsync();
        (await jobs.SubmitAsync(TestJobs.Job(service: "Other"))).Status.ShouldBe(JobStatus.Submitted);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_user_may_queue_so_many_jobs_and_another_is_not_kept_out(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server, new JobOptions { MaxQueuedPerUser = 3 });
        for (var i = 0; i < 3; i++)
        {
            await jobs.SubmitAsync(TestJobs.Job("ann", i == 0 ? TestJobs.Service : "Other"));
        }

        (await Should.ThrowAsync<GpException>(() => jobs.SubmitAsync(TestJobs.Job("ann")))).Error.ShouldBe(GpError.QueueFull);
        await jobs.SubmitAsync(TestJobs.Job("bob"));
    }

    [Fact]
    public async Task Callers_that_give_up_while_they_submit_leave_no_place_taken()
    {
        await using var jobs = await TestJobs.OpenAsync(StorageProvider.Sqlite, server);
        jobs.Services.Set(new JobServiceSettings { Service = TestJobs.Service, Instances = 1, MaxQueued = 10 });
        await jobs.SubmitAsync(TestJobs.Job("ann"));
        using var givenUp = new CancellationTokenSource();
        await givenUp.CancelAsync();
        for (var i = 0; i < 20; i++)
        {
            var submit = TestJobs.Job($"user {i}");
            await Should.ThrowAsync<OperationCanceledException>(() => jobs.Queue.SubmitAsync(submit, givenUp.Token));
        }

        (await jobs.SubmitAsync(TestJobs.Job("ann"))).Status.ShouldBe(JobStatus.Submitted);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task The_request_id_of_a_job_that_has_expired_is_free_before_the_job_is_deleted(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var submit = TestJobs.Job("ann") with { RequestId = "r1" };
        var first = await jobs.SubmitAsync(submit);
        await jobs.Queue.CancelAsync(first.Id, None);
        (await jobs.Queue.SubmitAsync(submit, None)).IsRepeat.ShouldBeTrue();
        await jobs.AgeAsync(first.Id, TimeSpan.FromHours(7));
        var again = await jobs.Queue.SubmitAsync(submit, None);
        (again.IsRepeat, again.Job.Id == first.Id).ShouldBe((false, false));
    }

    [Theory]
    [InlineData("")]
    [InlineData("j")]
    [InlineData("jfae883d52a074359a0bac3d5b353fe1")]
    [InlineData("jFAE883D52A074359A0BAC3D5B353FE16")]
    [InlineData("xfae883d52a074359a0bac3d5b353fe16")]
    [InlineData("jfae883d52a074359a0bac3d5b353fe16")]
    public async Task An_id_that_no_job_has_gives_no_job(string id)
    {
        await using var jobs = await TestJobs.OpenAsync(StorageProvider.Sqlite, server);
        await jobs.SubmitAsync();
        (await jobs.Reader.GetAsync(id, None)).ShouldBeNull();
        (await jobs.Queue.CancelAsync(id, None)).ShouldBeNull();
    }

    static async Task<string?> TextAsync(TestJobs jobs, Job job, string name) =>
        await jobs.Reader.TextAsync(job, JobValueKind.Input, name, None) is { } text ? Encoding.UTF8.GetString(text.Span) : null;
}
