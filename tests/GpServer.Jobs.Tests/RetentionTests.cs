using GpServer.Core.Jobs;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Jobs.Tests;

[Collection(Databases.Name)]
public sealed class RetentionTests(PostgreSqlServer server)
{
    static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_job_that_nobody_asked_for_goes_with_all_that_belongs_to_it(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var old = await EndedAsync(jobs);
        var young = await EndedAsync(jobs);
        var waiting = await jobs.SubmitAsync();
        await jobs.AgeAsync(old.Id, TimeSpan.FromHours(6.1));
        await jobs.AgeAsync(young.Id, TimeSpan.FromHours(5.9));
        await jobs.AgeAsync(waiting.Id, TimeSpan.FromHours(20));
        (await jobs.Reader.GetAsync(old.Id, None)).ShouldBeNull();
        await jobs.Maintenance.CleanAsync(None);
        (await jobs.NumberAsync("select count(*) from jobs")).ShouldBe(2);
        (await jobs.NumberAsync($"select count(*) from job_values where job = {old.Sequence}")).ShouldBe(0);
        (await jobs.NumberAsync($"select count(*) from job_messages where job = {old.Sequence}")).ShouldBe(0);
        (await jobs.NumberAsync($"select count(*) from job_values where job = {young.Sequence}")).ShouldBe(1);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task More_rows_than_one_batch_are_deleted_and_the_jobs_row_goes_last(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await EndedAsync(jobs);
        await jobs.ExecuteAsync(
            $"""
            with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 1200)
            insert into job_values (job, kind, name, lease, number, format, size, chunks, bytes)
            select {job.Sequence}, 1, 'Output', 1, n, 0, 0, 0, (select bytes from job_values where job = {job.Sequence}) from numbers
            """);
        await jobs.AgeAsync(job.Id, TimeSpan.FromHours(7));
        var (gone, mayBeMore) = await Operations.DeleteExpiredJobs.RunAsync(jobs.Store, None);
        (gone.Count, mayBeMore).ShouldBe((0, true));
        (await jobs.NumberAsync("select count(*) from jobs")).ShouldBe(1);
        await jobs.Maintenance.CleanAsync(None);
        (await jobs.NumberAsync("select (select count(*) from jobs) + (select count(*) from job_values)")).ShouldBe(0);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task An_access_keeps_a_job_and_is_stored_now_and_then_only(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server, new JobOptions { StoreAccess = TimeSpan.Zero });
        var job = await EndedAsync(jobs);
        await jobs.AgeAsync(job.Id, TimeSpan.FromHours(5));
        var before = await jobs.GetAsync(job.Id);
        for (var i = 0; i < 5; i++)
        {
            await jobs.GetAsync(job.Id);
        }

        (await jobs.ReadAsync(job.Id)).ExpiresAt.ShouldBe(before.ExpiresAt);
        await jobs.Maintenance.CleanAsync(None);
        var kept = (await jobs.ReadAsync(job.Id)).ExpiresAt!.Value - before.ExpiresAt!.Value;
        kept.ShouldBeInRange(TimeSpan.FromHours(4.9), TimeSpan.FromHours(5.1));
    }

    [Fact]
    public async Task Accesses_of_short_retentions_are_stored_before_the_interval_ends()
    {
        await using var jobs = await TestJobs.OpenAsync(StorageProvider.Sqlite, server);
        jobs.Services.Set(new JobServiceSettings { Service = "Short", Instances = 1, Retention = TimeSpan.FromMinutes(1) });
        jobs.Accesses.Add(Job("j1", "Short", JobStatus.Failed));
        jobs.Accesses.Add(Job("j2", TestJobs.Service, JobStatus.Failed));
        jobs.Accesses.Add(Job("j3", TestJobs.Service, JobStatus.Executing));
        var five = TimeSpan.FromMinutes(5);
        jobs.Accesses.Take(all: false, five).ShouldHaveSingleItem().JobId.ShouldBe("j1");
        jobs.Accesses.Take(all: true, five).ShouldHaveSingleItem().JobId.ShouldBe("j2");
        jobs.Accesses.Take(all: true, five).ShouldBeEmpty();
    }

    [Fact]
    public void An_access_to_a_job_that_is_soon_to_expire_is_stored_before_the_interval_ends()
    {
        var accesses = new Maintenance.JobAccesses(TimeProvider.System, new FakeServices());
        var now = DateTimeOffset.UtcNow;
        accesses.Add(Job("j1", TestJobs.Service, JobStatus.Failed) with { ExpiresAt = now.AddMinutes(3) });
        accesses.Add(Job("j2", TestJobs.Service, JobStatus.Failed) with { ExpiresAt = now.AddHours(3) });
        accesses.Take(all: false, TimeSpan.FromMinutes(5)).ShouldHaveSingleItem().JobId.ShouldBe("j1");
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Accesses_that_could_not_be_stored_are_stored_later(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server, new JobOptions { StoreAccess = TimeSpan.Zero });
        var job = await EndedAsync(jobs);
        await jobs.AgeAsync(job.Id, TimeSpan.FromHours(5));
        var before = await jobs.GetAsync(job.Id);
        await jobs.ExecuteAsync("alter table jobs rename to away");
        await Should.ThrowAsync<System.Data.Common.DbException>(() => jobs.Maintenance.CleanAsync(None));
        await jobs.ExecuteAsync("alter table away rename to jobs");
        await jobs.Maintenance.CleanAsync(None);
        (await jobs.ReadAsync(job.Id)).ExpiresAt!.Value.ShouldBeGreaterThan(before.ExpiresAt!.Value.AddHours(4));
    }

    static Job Job(string id, string service, JobStatus status) =>
        new() { Id = id, Sequence = 1, Service = service, Task = "", User = "", Status = status };

    static async Task<Job> EndedAsync(TestJobs jobs)
    {
        await jobs.SubmitAsync();
        var claimed = await jobs.ClaimOneAsync();
        (await jobs.EndAsync(claimed.Lease)).ShouldBe(EndOutcome.Ended);
        return await jobs.ReadAsync(claimed.Job.Id);
    }
}
