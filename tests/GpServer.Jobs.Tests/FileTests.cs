using GpServer.Core.Jobs;
using GpServer.Core.Values;
using GpServer.Jobs.Tests.Working;
using GpServer.Jobs.Values;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Jobs.Tests;

/// <summary>Files that jobs make: stored in pieces, read from any place.</summary>
[Collection(Databases.Name)]
public sealed class FileTests(PostgreSqlServer server)
{
    const int Piece = FileRows.PieceBytes;

    static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Files_of_a_run_are_read_whole_when_the_job_has_succeeded(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        using var folder = new TemporaryFolder();
        var noise = Noise((3 * Piece) + 77);
        var text = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 200_000).Select(i => $"row {i},")));
        await using var worker = jobs.Worker(new FakeRunner((run, _) =>
        {
            run.Store(Made(folder, "noise.zip", noise));
            run.Store(Made(folder, "Übersicht 1.csv", text));
            run.Store("Report", """{"fileName":"noise.zip"}"""u8.ToArray());
            run.Store(Made(folder, "empty", []));
        }));
        worker.Start();
        var job = await jobs.SubmitAsync();
        await jobs.UntilEndedAsync(job.Id);
        job = await jobs.GetAsync(job.Id);
        job.Status.ShouldBe(JobStatus.Succeeded, string.Join('\n', await jobs.SaidAsync(job.Id)));

        (await ReadAsync(jobs, job, "noise.zip")).SequenceEqual(noise).ShouldBeTrue();
        (await ReadAsync(jobs, job, "Übersicht 1.csv")).SequenceEqual(text).ShouldBeTrue();
        (await ReadAsync(jobs, job, "empty")).ShouldBeEmpty();
        (await jobs.Reader.FileAsync(job, "other", None)).ShouldBeNull();
        (await jobs.Reader.FileAsync(job, "Report", None)).ShouldBeNull();
        (await jobs.Reader.FileAsync(job, "a\0b", None)).ShouldBeNull();
        (await jobs.Reader.ValuesAsync(job, JobValueKind.Result, None)).Select(value => value.Name).ShouldBe(["Report"]);
        (await jobs.Reader.ValuesAsync(job, JobValueKind.File, None)).Select(file => (file.Name, file.Size)).ShouldBe(
            [("empty", 0), ("noise.zip", noise.Length), ("Übersicht 1.csv", text.Length)], ignoreOrder: true);

        // Text takes less room than it has bytes, noise as much.
        (await StoredBytesAsync(jobs, job, "Übersicht 1.csv")).ShouldBeLessThan(text.Length / 2);
        (await StoredBytesAsync(jobs, job, "noise.zip")).ShouldBeInRange(noise.Length, noise.Length + 100);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_range_reads_only_the_pieces_that_it_touches(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var (job, lease) = await BegunAsync(jobs);
        var noise = Noise(4 * Piece);
        await jobs.Queue.StoreResultsAsync(lease, [.. FileRows.Make("noise", new MemoryStream(noise))], None);
        await jobs.EndAsync(lease);
        job = await jobs.GetAsync(job.Id);

        // The other pieces are gone: whoever reads one of them fails.
        await jobs.ExecuteAsync($"delete from job_values where job = {job.Sequence} and number in (1, 4)");
        await using var file = (await jobs.Reader.FileAsync(job, "noise", None)).ShouldNotBeNull();
        file.Length.ShouldBe(noise.Length);
        file.Position = (2 * Piece) - 10;
        var range = new byte[20];
        await file.ReadExactlyAsync(range);
        range.SequenceEqual(noise.AsSpan((2 * Piece) - 10, 20)).ShouldBeTrue();
        file.Seek(Piece, SeekOrigin.Begin);
        file.ReadByte().ShouldBe(noise[Piece]);
        file.Position = 3 * Piece;
        await Should.ThrowAsync<InvalidDataException>(async () => await file.ReadExactlyAsync(range));
        file.Seek(0, SeekOrigin.End);
        (await file.ReadAsync(range)).ShouldBe(0);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Files_of_a_run_that_lost_its_job_are_never_seen(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var (job, late) = await BegunAsync(jobs);
        (await jobs.Queue.StoreResultsAsync(late, [.. FileRows.Make("report", new MemoryStream("late"u8.ToArray()))], None)).ShouldBeTrue();
        await jobs.AgeAsync(job.Id, TimeSpan.FromMinutes(1));
        await jobs.Maintenance.SweepAsync(None);
        var next = (await jobs.ClaimOneAsync("next")).Lease;
        (await jobs.Queue.StoreResultsAsync(late, [.. FileRows.Make("other", new MemoryStream("late"u8.ToArray()))], None)).ShouldBeFalse();
        await jobs.Queue.StoreResultsAsync(next, [.. FileRows.Make("report", new MemoryStream("next"u8.ToArray()))], None);
        (await jobs.Reader.FileAsync(await jobs.GetAsync(job.Id), "report", None)).ShouldBeNull();
        await jobs.Queue.EndAsync(next, new JobEnd(JobStatus.Succeeded) { MessagesBefore = 2 }, None);
        var ended = await jobs.GetAsync(job.Id);
        (await ReadAsync(jobs, ended, "report")).ShouldBe("next"u8.ToArray());
        (await jobs.Reader.FileAsync(ended, "other", None)).ShouldBeNull();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Files_go_with_a_failed_run_and_with_their_job(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var (failed, lease) = await BegunAsync(jobs);
        await jobs.Queue.StoreResultsAsync(lease, [.. FileRows.Make("report", new MemoryStream(Noise(2 * Piece)))], None);
        await jobs.EndAsync(lease, JobStatus.Failed);
        (await jobs.NumberAsync($"select count(*) from job_values where job = {failed.Sequence} and kind = 2")).ShouldBe(0);

        var (job, other) = await BegunAsync(jobs);
        await jobs.Queue.StoreResultsAsync(other, [.. FileRows.Make("report", new MemoryStream(Noise(2 * Piece)))], None);
        await jobs.EndAsync(other);
        await jobs.AgeAsync(job.Id, TimeSpan.FromHours(7));
        await jobs.Maintenance.CleanAsync(None);
        (await jobs.NumberAsync($"select count(*) from job_values where job = {job.Sequence}")).ShouldBe(0);
    }

    [Fact]
    public async Task Files_count_among_the_results_and_one_that_is_given_twice_is_stored_once()
    {
        await using var jobs = await TestJobs.OpenAsync(StorageProvider.Sqlite, server, new JobOptions { MaxResultBytes = 30_000 });
        using var folder = new TemporaryFolder();
        await using var worker = jobs.Worker(new FakeRunner((run, _) =>
        {
            var file = Made(folder, "noise", Noise(20_000));
            run.Store(file);
            run.Store(file);
            if (run.Input("Input")!.Value.Span.SequenceEqual("two"u8))
            {
                run.Store(Made(folder, "more", Noise(20_000)));
            }
        }));
        worker.Start();
        var one = await jobs.SubmitAsync(TestJobs.Job(input: "one"));
        var two = await jobs.SubmitAsync(TestJobs.Job(input: "two"));
        await jobs.UntilEndedAsync(one.Id);
        await jobs.UntilEndedAsync(two.Id);
        (await jobs.GetAsync(one.Id)).Status.ShouldBe(JobStatus.Succeeded);
        (await jobs.GetAsync(two.Id)).Status.ShouldBe(JobStatus.Failed);
        (await jobs.SaidAsync(two.Id)).ShouldContain(text => text.Contains("30000 bytes", StringComparison.Ordinal));
    }

    static async Task<(Job Job, JobLease Lease)> BegunAsync(TestJobs jobs)
    {
        await jobs.SubmitAsync();
        var claimed = await jobs.ClaimOneAsync();
        return (claimed.Job, claimed.Lease);
    }

    static async Task<byte[]> ReadAsync(TestJobs jobs, Job job, string name)
    {
        await using var file = (await jobs.Reader.FileAsync(job, name, None)).ShouldNotBeNull();
        var copy = new MemoryStream();
        await file.CopyToAsync(copy);
        copy.Length.ShouldBe(file.Length);
        return copy.ToArray();
    }

    static Task<long> StoredBytesAsync(TestJobs jobs, Job job, string name) =>
        jobs.NumberAsync($"select sum(length(bytes)) from job_values where job = {job.Sequence} and kind = 2 and name = '{name}'");

    static DataFile Made(TemporaryFolder folder, string name, byte[] content)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllBytes(path, content);
        return new DataFile { FileName = name, LocalPath = path };
    }

    static byte[] Noise(int count)
    {
        var noise = new byte[count];
        new Random(count).NextBytes(noise);
        return noise;
    }
}
