using GpServer.Core.Features;
using GpServer.Core.Jobs;
using GpServer.Core.Spatial;
using GpServer.Jobs.Values;
using GpServer.Storage;
using GpServer.Storage.Features;
using GpServer.Storage.Tests;
using NetTopologySuite.Geometries;

namespace GpServer.Jobs.Tests;

[Collection(Databases.Name)]
public sealed class ReaderTests(PostgreSqlServer server)
{
    static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Results_are_seen_when_the_job_has_succeeded_and_not_before(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var (job, lease) = await BegunAsync(jobs);
        await jobs.Queue.StoreResultsAsync(lease, [.. FeatureRows.Make("Output", Points(2_500))], None);
        (await jobs.Reader.ValuesAsync(await jobs.GetAsync(job.Id), JobValueKind.Result, None)).ShouldBeEmpty();
        (await jobs.Reader.FeaturesAsync(await jobs.GetAsync(job.Id), "Output", null, None)).ShouldBeNull();
        await jobs.EndAsync(lease);
        job = await jobs.GetAsync(job.Id);
        (await jobs.Reader.ValuesAsync(job, JobValueKind.Result, None))
            .ShouldBe([new JobValue(JobValueKind.Result, "Output", JobValueFormat.Features, 2_500, 3)]);
        var features = (await jobs.Reader.FeaturesAsync(job, "Output", null, None))!;
        (features.KnownCount, features.ExceededTransferLimit, features.SpatialReference!.Wkid).ShouldBe((2_500, false, 4326));
        features.Features.Select(feature => feature.Geometry!.Coordinate.X).ShouldBe(Enumerable.Range(0, 2_500).Select(i => i / 100.0));
        features.Features.Count().ShouldBe(2_500);
        (await jobs.Reader.FeaturesAsync(job, "Unknown", null, None)).ShouldBeNull();
        (await jobs.Reader.TextAsync(job, JobValueKind.Result, "Output", None)).ShouldBeNull();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_page_or_a_window_reads_only_the_chunks_that_it_touches(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var (job, lease) = await BegunAsync(jobs);
        await jobs.Queue.StoreResultsAsync(lease, [.. FeatureRows.Make("Output", Points(3_500))], None);
        await jobs.EndAsync(lease);
        job = await jobs.GetAsync(job.Id);

        // The other chunks are spoilt: whoever reads one of them fails.
        await jobs.ExecuteAsync(
            $"""
            update job_values set bytes = (select bytes from job_values where job = {job.Sequence} and kind = 0)
            where job = {job.Sequence} and number in (1, 2, 4)
            """);
        var page = await jobs.Reader.FeaturesAsync(job, "Output", new FeatureSelection { First = 2_100, Count = 50 }, None);
        page!.Features.Select(feature => feature.Geometry!.Coordinate.X).ShouldBe(Enumerable.Range(2_100, 50).Select(i => i / 100.0));
        var window = new FeatureSelection { Extent = new Storage.Features.Extent(25, -1, 25.05, 1) };
        (await jobs.Reader.FeaturesAsync(job, "Output", window, None))!.Features.Count().ShouldBe(6);
        var all = (await jobs.Reader.FeaturesAsync(job, "Output", null, None))!;
        Should.Throw<InvalidDataException>(() => all.Features.Count());
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_result_that_is_marked_as_cut_stays_marked(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var (job, lease) = await BegunAsync(jobs);
        var cut = new FeatureSet(Points(0).Schema, []) { ExceededTransferLimit = true };
        var end = new JobEnd(JobStatus.Succeeded) { MessagesBefore = 1, Values = [.. FeatureRows.Make("Output", cut)] };
        await jobs.Queue.EndAsync(lease, end, None);
        var read = (await jobs.Reader.FeaturesAsync(await jobs.GetAsync(job.Id), "Output", null, None))!;
        (read.ExceededTransferLimit, read.KnownCount, read.Features.Any()).ShouldBe((true, 0, false));
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_poll_sees_what_this_node_changed_at_once_and_what_another_changed_in_half_a_second(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var (job, lease) = await BegunAsync(jobs);
        (await jobs.GetAsync(job.Id)).Status.ShouldBe(JobStatus.Executing);
        (await jobs.GetAsync(job.Id)).ShouldBeSameAs(await jobs.GetAsync(job.Id));
        await jobs.EndAsync(lease);
        (await jobs.GetAsync(job.Id)).Status.ShouldBe(JobStatus.Succeeded);
        if (provider == StorageProvider.PostgreSql)
        {
            await jobs.ExecuteAsync("update jobs set version = 77");
            await Task.Delay(500);
            (await jobs.GetAsync(job.Id)).Version.ShouldBe(77);
        }
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Waiting_for_a_change_ends_with_it(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var (job, lease) = await BegunAsync(jobs);
        job = await jobs.GetAsync(job.Id);
        await jobs.Reader.WaitForChangeAsync(job.Id, job.Version - 1, None).WaitAsync(TimeSpan.FromMilliseconds(400));
        var waiting = jobs.Reader.WaitForChangeAsync(job.Id, job.Version, None);
        await Task.Delay(100);
        waiting.IsCompleted.ShouldBeFalse();
        await jobs.EndAsync(lease);
        await waiting.WaitAsync(TimeSpan.FromMilliseconds(300));
    }

    static async Task<(Job Job, JobLease Lease)> BegunAsync(TestJobs jobs)
    {
        await jobs.SubmitAsync();
        var claimed = await jobs.ClaimOneAsync();
        return (claimed.Job, claimed.Lease);
    }

    static FeatureSet Points(int count) => new(
        new FeatureSchema
        {
            Fields = [new Field("OBJECTID", FieldType.OID)],
            GeometryType = GeometryType.Point,
            SpatialReference = SpatialReferences.Default.Get(4326),
        },
        Enumerable.Range(0, count).Select(i => new GpServer.Core.Features.Feature(new Point(i / 100.0, 0), [(long)i])));
}
