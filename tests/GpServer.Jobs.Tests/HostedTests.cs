using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Jobs;
using GpServer.Core.Layers;
using GpServer.Core.Spatial;
using GpServer.Jobs.Tests.Working;
using GpServer.Storage;
using GpServer.Storage.Hosted;
using GpServer.Storage.Layers;
using GpServer.Storage.Tests;
using NetTopologySuite.Geometries;

namespace GpServer.Jobs.Tests;

/// <summary>Hosted services that jobs make: seen when the job has succeeded, and else never.</summary>
[Collection(Databases.Name)]
public sealed class HostedTests(PostgreSqlServer server)
{
    const int Features = 700;

    static readonly HostedLimits NoLimits = new();

    static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_service_is_seen_when_its_job_has_succeeded_and_read_by_its_index(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var services = Services(jobs);
        var job = await RunAsync(jobs, "Made", user: "ann", features: Features);
        job.Status.ShouldBe(JobStatus.Succeeded);

        var service = (await services.FindAsync("mADE", None)).ShouldNotBeNull();
        (service.Name, service.Owner, service.Service, service.JobId, service.Features).ShouldBe(("Made", "ann", TestJobs.Service, job.Id, Features));
        (service.Bytes > 0, service.ExpiresAt is null).ShouldBe((true, true));
        var layer = services.Open(service.Version, (await services.LayersAsync(service.Version, None)).ShouldHaveSingleItem());
        layer.Find(window: null).Count.ShouldBe(Features);
        var window = new Envelope(10, 20, 10, 20);
        var found = layer.Find(window);
        layer.Read(new LayerSelection { Places = [.. found.Select(entry => entry.Place)] }, None)
            .Select(feature => (long)feature.Attributes[0]!).Order()
            .ShouldBe(Points(Features).Where(feature => feature.Geometry!.EnvelopeInternal.Intersects(window)).Select(feature => (long)feature.Attributes[0]!).Order());
        (await services.ListAsync(None)).Select(listed => listed.Name).ShouldBe(["Made"]);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task What_a_lost_run_wrote_is_never_seen_and_swept_away(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await jobs.SubmitAsync();
        var lost = await jobs.ClaimOneAsync();
        var made = await WriteAsync(jobs, lost, "Lost");
        await jobs.Queue.GiveBackAsync([lost.Lease], None);
        var later = await jobs.ClaimOneAsync();
        (await jobs.Queue.BeginHostedAsync(lost.Lease, None)).ShouldBeNull();
        (await jobs.Queue.StoreHostedAsync(lost.Lease, made.Version, [new HostedRow(0, 99, new byte[1])], None)).ShouldBeFalse();
        (await jobs.Queue.EndAsync(lost.Lease, new JobEnd(JobStatus.Succeeded) { Publication = made }, None)).ShouldBe(EndOutcome.Lost);
        (await Services(jobs).FindAsync("Lost", None)).ShouldBeNull();

        var own = await WriteAsync(jobs, later, "Lost");
        await jobs.Maintenance.CleanAsync(None);
        (await jobs.NumberAsync($"select count(*) from hosted_chunks where version = {made.Version}")).ShouldBe(0);
        (await jobs.NumberAsync($"select count(*) from hosted_chunks where version = {own.Version}")).ShouldBeGreaterThan(0);
        (await EndAsync(jobs, later, own)).ShouldBe(EndOutcome.Ended);
        (await EndAsync(jobs, later, own)).ShouldBe(EndOutcome.Ended);
        (await Services(jobs).FindAsync("Lost", None)).ShouldNotBeNull().JobId.ShouldBe(job.Id);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_job_that_is_cancelled_publishes_nothing(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var job = await jobs.SubmitAsync();
        var claimed = await jobs.ClaimOneAsync();
        var made = await WriteAsync(jobs, claimed, "Cancelled");
        await jobs.Queue.CancelAsync(job.Id, None);
        (await EndAsync(jobs, claimed, made)).ShouldBe(EndOutcome.Cancelling);
        (await jobs.EndAsync(claimed.Lease, JobStatus.Cancelled)).ShouldBe(EndOutcome.Ended);
        (await EndAsync(jobs, claimed, made)).ShouldBe(EndOutcome.Ended);
        (await Services(jobs).FindAsync("Cancelled", None)).ShouldBeNull();
        await jobs.Maintenance.CleanAsync(None);
        (await jobs.NumberAsync("select (select count(*) from hosted_chunks) + (select count(*) from hosted_versions)")).ShouldBe(0);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Of_two_submits_of_one_name_one_is_refused_until_the_first_has_come_to_nothing(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var services = Services(jobs);
        var first = Claim("Once", "ann") with { JobId = JobIds.New() };
        await services.ReserveAsync(first, NoLimits, None);
        await jobs.SubmitAsync(TestJobs.Job("ann") with { Id = first.JobId });
        var second = Claim("ONCE", "bob") with { JobId = JobIds.New() };
        (await Should.ThrowAsync<GpException>(() => services.ReserveAsync(second, NoLimits, None))).Error.ShouldBe(GpError.AlreadyExists);
        (await services.FindAsync("Once", None)).ShouldBeNull();

        await jobs.Queue.CancelAsync(first.JobId, None);
        await services.ReserveAsync(second, NoLimits, None);
        await services.ReleaseAsync(second, None);
        await services.ReserveAsync(Claim("once", "cid") with { JobId = JobIds.New() }, NoLimits, None);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Overwriting_switches_at_once_and_the_old_version_goes_later(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var services = Services(jobs);
        await RunAsync(jobs, "Twice", "ann", 300);
        var old = (await services.FindAsync("Twice", None)).ShouldNotBeNull();
        (await RunAsync(jobs, "Twice", "ann", 5)).Status.ShouldBe(JobStatus.Failed);
        (await RunAsync(jobs, "Twice", "bob", 5, overwrites: true)).Status.ShouldBe(JobStatus.Failed);
        (await RunAsync(jobs, "Twice", "ann", 5, overwrites: true)).Status.ShouldBe(JobStatus.Succeeded);
        var now = (await services.FindAsync("Twice", None)).ShouldNotBeNull();
        (now.Features, now.CreatedAt, now.Version == old.Version).ShouldBe((5, old.CreatedAt, false));

        // Whoever reads the old one may finish.
        await jobs.Maintenance.CleanAsync(None);
        (await services.LayersAsync(old.Version, None)).ShouldNotBeEmpty();
        var reading = services.Open(old.Version, (await services.LayersAsync(old.Version, None))[0]);
        reading.Find(window: null).Count.ShouldBe(300);
        await jobs.ExecuteAsync("update hosted_versions set dead_at = dead_at - 3601000");
        await jobs.Maintenance.CleanAsync(None);
        (await services.LayersAsync(old.Version, None)).ShouldBeEmpty();
        Should.Throw<InvalidDataException>(() => reading.Read(new LayerSelection(), None).ToList());
        (await jobs.NumberAsync("select count(distinct version) from hosted_chunks")).ShouldBe(1);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Quotas_of_a_user_of_anonymous_callers_and_of_the_site_are_kept(StorageProvider provider)
    {
        var options = new JobOptions();
        await using var jobs = await TestJobs.OpenAsync(provider, server, options);
        options.Hosted = new HostedLimits { User = new HostedQuota(2, long.MaxValue, 10) };
        (await RunAsync(jobs, "A", "ann", 6)).Status.ShouldBe(JobStatus.Succeeded);
        var over = await RunAsync(jobs, "B", "ann", 5);
        over.Status.ShouldBe(JobStatus.Failed);
        (await jobs.SaidAsync(over.Id)).ShouldContain(text => text.Contains("up to 10 features", StringComparison.Ordinal));
        (await RunAsync(jobs, "B", "ann", 4)).Status.ShouldBe(JobStatus.Succeeded);
        (await RunAsync(jobs, "A", "ann", 3, overwrites: true)).Status.ShouldBe(JobStatus.Succeeded);
        (await Should.ThrowAsync<GpException>(() => Services(jobs).ReserveAsync(Claim("C", "ann"), options.Hosted, None))).Message.ShouldContain("up to 2 services");

        options.Hosted = new HostedLimits { Site = new HostedQuota(3, long.MaxValue, long.MaxValue) };
        await Services(jobs).ReserveAsync(Claim("C", "bob"), options.Hosted, None);
        (await Should.ThrowAsync<GpException>(() => Services(jobs).ReserveAsync(Claim("D", "cid"), options.Hosted, None))).Message.ShouldContain("this site");

        options.Hosted = new HostedLimits { Anonymous = new HostedQuota(5, 100, 100) };
        (await RunAsync(jobs, "E", "", 90)).Status.ShouldBe(JobStatus.Failed);
        (await Services(jobs).FindAsync("E", None)).ShouldBeNull();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Services_of_anonymous_callers_expire_and_deleted_ones_are_gone_at_once(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var services = Services(jobs);
        await RunAsync(jobs, "Guest", "", 300);
        await RunAsync(jobs, "Own", "ann", 300);
        await RunAsync(jobs, "Other", "ann", 300);
        (await services.FindAsync("Guest", None)).ShouldNotBeNull().ExpiresAt.ShouldNotBeNull();
        await jobs.ExecuteAsync("update hosted_services set expires_at = 1 where expires_at is not null");
        (await services.FindAsync("Guest", None)).ShouldBeNull();
        (await services.DeleteAsync("own", None), await services.DeleteAsync("own", None)).ShouldBe((true, false));
        await services.DeleteOfOwnerAsync("ann", None);
        (await services.ListAsync(None)).ShouldBeEmpty();
        await jobs.Maintenance.CleanAsync(None);
        await jobs.ExecuteAsync("update hosted_versions set dead_at = dead_at - 3601000");
        await jobs.Maintenance.CleanAsync(None);
        (await jobs.NumberAsync(
            "select (select count(*) from hosted_services) + (select count(*) from hosted_versions) + (select count(*) from hosted_chunks) + (select count(*) from hosted_layers)"))
            .ShouldBe(0);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Services_follow_a_geoprocessing_service_that_is_renamed_and_none_when_it_is_deleted(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var services = Services(jobs);
        await RunAsync(jobs, "Made", "ann", 5);
        await services.RenameServiceAsync(TestJobs.Service, "Other", None);
        (await services.FindAsync("Made", None)).ShouldNotBeNull().Service.ShouldBe("Other");
        await services.LeaveServiceAsync(TestJobs.Service, None);
        (await services.FindAsync("Made", None)).ShouldNotBeNull().Service.ShouldBe("Other");
        await services.LeaveServiceAsync("Other", None);
        (await services.FindAsync("Made", None)).ShouldNotBeNull().Service.ShouldBe("");
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Permissions_stay_with_a_service_that_is_overwritten_and_go_when_it_goes(StorageProvider provider)
    {
        await using var jobs = await TestJobs.OpenAsync(provider, server);
        var services = Services(jobs);
        await RunAsync(jobs, "Made", "ann", 5);
        await SayAsync("Made");
        await SayAsync("Other");
        (await RunAsync(jobs, "MADE", "ann", 6, overwrites: true)).Status.ShouldBe(JobStatus.Succeeded);
        (await services.FindAsync("made", None)).ShouldNotBeNull().Name.ShouldBe("Made");
        (await CountAsync()).ShouldBe(2);
        var before = await jobs.NumberAsync("select version from site");
        await services.DeleteOfOwnerAsync("ann", None);
        (await CountAsync()).ShouldBe(1);
        (await jobs.NumberAsync("select version from site")).ShouldBe(before + 1);

        // Said of an earlier service of the name.
        await services.ReserveAsync(Claim("OTHER", "bob"), NoLimits, None);
        (await CountAsync()).ShouldBe(0);

        Task SayAsync(string name) => jobs.ExecuteAsync(
            $"insert into documents (kind, name, document, version) values ('permissions', 'Hosted/{name}', '[]', 1)");

        Task<long> CountAsync() => jobs.NumberAsync("select count(*) from documents where kind = 'permissions' and name like 'Hosted/%'");
    }

    [Fact]
    public async Task A_service_that_alone_is_over_a_quota_fails_while_it_is_written()
    {
        var options = new JobOptions { Hosted = new HostedLimits { Anonymous = new HostedQuota(5, 100, 100) } };
        await using var jobs = await TestJobs.OpenAsync(StorageProvider.Sqlite, server, options);
        var job = await RunAsync(jobs, "Large", "", 90);
        job.Status.ShouldBe(JobStatus.Failed);
        (await jobs.SaidAsync(job.Id)).ShouldContain(text => text.Contains("this one alone", StringComparison.Ordinal));
        (await jobs.NumberAsync("select count(*) from hosted_chunks")).ShouldBe(0);
    }

    static HostedServices Services(TestJobs jobs) => new(jobs.Store, SpatialReferences.Default, new LayerCache(16 << 20, 16 << 20));

    static HostedClaim Claim(string name, string user) =>
        new() { Name = name, User = user, Service = TestJobs.Service, JobId = JobIds.New() };

    static List<Feature> Points(int count)
    {
        var random = new Random(7);
        var points = new List<Feature>(count);
        for (var i = 0; i < count; i++)
        {
            points.Add(new Feature(GeometryServices.Factory.CreatePoint(new Coordinate(random.NextDouble() * 100, random.NextDouble() * 50)), [i + 1L, $"point {i}"]));
        }

        return points;
    }

    static FeatureSet Set(int count) => new(new FeatureSchema
    {
        GeometryType = GeometryType.Point,
        SpatialReference = SpatialReferences.Default.Get(4326),
        Fields = [new Field("OBJECTID", FieldType.OID), new Field("name", FieldType.String)],
    }, Points(count));

    /// <summary>Runs a job that makes the service, by a worker as it does.</summary>
    static async Task<Job> RunAsync(TestJobs jobs, string name, string user, int features, bool overwrites = false)
    {
        await using var worker = jobs.Worker(new FakeRunner((run, _) => run.Store(new HostedOutput
        {
            Service = name,
            Overwrites = overwrites,
            Number = 0,
            Name = "points",
            Features = Set(features),
        })));
        worker.Start();
        var job = await jobs.SubmitAsync(TestJobs.Job(user));
        await jobs.UntilEndedAsync(job.Id);
        await worker.StopAsync(None);
        return await jobs.ReadAsync(job.Id);
    }

    /// <summary>What a run has written when it is about to end.</summary>
    static async Task<HostedPublication> WriteAsync(TestJobs jobs, ClaimedJob claimed, string name)
    {
        var version = (await jobs.Queue.BeginHostedAsync(claimed.Lease, None)).ShouldNotBeNull();
        var writer = new HostedWriter(0, "points", Set(Features));
        (await jobs.Queue.StoreHostedAsync(claimed.Lease, version, [.. writer.Rows()], None)).ShouldBeTrue();
        return new HostedPublication(Claim(name, claimed.Job.User) with { JobId = claimed.Job.Id }, version, [writer.Layer]);
    }

    static Task<EndOutcome> EndAsync(TestJobs jobs, ClaimedJob claimed, HostedPublication made) => jobs.Queue.EndAsync(
        claimed.Lease, new JobEnd(JobStatus.Succeeded) { MessagesBefore = claimed.Job.MessageCount, Publication = made }, None);
}
