using System.Text;
using GpServer.Core.Jobs;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;
using GpServer.Jobs.Maintenance;
using GpServer.Jobs.Operations;
using GpServer.Jobs.Reading;
using GpServer.Jobs.Working;
using GpServer.Storage;
using GpServer.Storage.Layers;
using GpServer.Storage.Sessions;
using GpServer.Storage.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace GpServer.Jobs.Tests;

/// <summary>One node: a queue with its reader and its maintenance on a store, which several nodes may share.</summary>
sealed class TestJobs : IAsyncDisposable
{
    public const string Service = "Toolbox";

    readonly IDisposable? _folder;

    TestJobs(Store store, IDisposable? folder, JobOptions? options, TimeProvider? clock = null)
    {
        _folder = folder;
        Clock = clock ?? TimeProvider.System;
        Store = store;
        Options = options ?? new JobOptions();
        Services.Set(new JobServiceSettings { Service = Service, Instances = 4 });
        Queue = new JobQueue(store, Services, Options, Clock);
        Accesses = new JobAccesses(Clock, Services);
        Reader = new JobReader(Queue, Accesses, SpatialReferences.Default, new LayerCache(16 << 20, 16 << 20), Clock);
        Maintenance = new JobMaintenance(Queue, Accesses, Services, Metrics, Options, Clock, NullLogger<JobMaintenance>.Instance);
    }

    public Store Store { get; }

    public TimeProvider Clock { get; }

    public JobOptions Options { get; }

    public FakeServices Services { get; } = new();

    public JobMetrics Metrics { get; } = new();

    public JobQueue Queue { get; }

    public JobAccesses Accesses { get; }

    public JobReader Reader { get; }

    public JobMaintenance Maintenance { get; }

    static CancellationToken None => CancellationToken.None;

    public static async Task<TestJobs> OpenAsync(
        StorageProvider provider, PostgreSqlServer server, JobOptions? options = null, int sqliteMaxPages = 0)
    {
        if (provider == StorageProvider.PostgreSql)
        {
            return new TestJobs(await Store.OpenAsync(await server.NewAsync(), TimeProvider.System, None), null, options);
        }

        var folder = new TemporaryFolder();
        var store = new StoreOptions { DataDirectory = folder.Path, SqliteMaxPages = sqliteMaxPages };
        return new TestJobs(await Store.OpenAsync(store, TimeProvider.System, None), folder, options);
    }

    /// <summary>A node on the SQLite file of a folder.</summary>
    public static async Task<TestJobs> OpenAsync(string folder, JobOptions options, TimeProvider clock)
    {
        var store = await Store.OpenAsync(new StoreOptions { DataDirectory = folder }, clock, None);
        return new TestJobs(store, null, options, clock);
    }

    public JobWorker Worker(IJobRunner runner) =>
        new(Queue, Services, runner, Metrics, Options, Clock, NullLogger<JobWorker>.Instance);

    public static SubmitJob Job(string user = "", string service = Service, string input = "{}") => new()
    {
        Service = service,
        Task = "Buffer",
        User = user,
        Inputs = [new JobInput("Input", Encoding.UTF8.GetBytes(input))],
        Messages = [new ToolMessage(MessageType.Informative, "Submitted.")],
    };

    public async Task<Job> SubmitAsync(SubmitJob? job = null) => (await Queue.SubmitAsync(job ?? Job(), None)).Job;

    public Task<IReadOnlyList<ClaimedJob>> ClaimAsync(int count, string node = "node", string service = Service) =>
        Queue.ClaimAsync(node, [new FreeInstances(service, count)], None);

    public async Task<ClaimedJob> ClaimOneAsync(string node = "node") => (await ClaimAsync(1, node)).ShouldHaveSingleItem();

    public async Task<Job> GetAsync(string jobId) => (await Reader.GetAsync(jobId, None)).ShouldNotBeNull();

    /// <summary>The job past all caches.</summary>
    public async Task<Job> ReadAsync(string jobId) => (await ReadJob.RunAsync(Store, jobId, None)).ShouldNotBeNull();

    public async Task<string[]> SaidAsync(string jobId) =>
        [.. (await Reader.MessagesAsync(await ReadAsync(jobId), 0, None)).Select(message => message.Description)];

    public Task<EndOutcome> EndAsync(JobLease lease, JobStatus status = JobStatus.Succeeded) =>
        Queue.EndAsync(lease, new JobEnd(status) { MessagesBefore = 1 }, None);

    /// <summary>Makes a job as old as if this time had gone by.</summary>
    public Task AgeAsync(string jobId, TimeSpan time) => ExecuteAsync(FormattableString.Invariant(
        $"""
        update jobs set submitted_at = submitted_at - {time.TotalMilliseconds},
            wait_until = case when wait_until > 0 then wait_until - {time.TotalMilliseconds} else 0 end,
            lease_until = lease_until - {time.TotalMilliseconds}, ended_at = ended_at - {time.TotalMilliseconds},
            expires_at = expires_at - {time.TotalMilliseconds}
        where id = '{jobId}'
        """));

    public Task<int> ExecuteAsync(string sql) =>
        Store.WriteAsync((session, stop) => session.Command(new Sql(sql)).ExecuteAsync(stop), None);

    public Task<long> NumberAsync(string sql) =>
        Store.ReadAsync((session, stop) => session.Command(new Sql(sql)).NumberAsync(stop), None);

    /// <summary>Waits until something holds that other threads bring about.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, int seconds = 20)
    {
        var end = DateTime.UtcNow.AddSeconds(seconds);
        while (!await holds())
        {
            (DateTime.UtcNow < end).ShouldBeTrue("what was waited for did not happen");
            await Task.Delay(10);
        }
    }

    public Task UntilEndedAsync(string jobId) => UntilAsync(async () => (await ReadAsync(jobId)).HasEnded);

    public async ValueTask DisposeAsync()
    {
        await Maintenance.DisposeAsync();
        Queue.Dispose();
        Metrics.Dispose();
        await Store.DisposeAsync();
        _folder?.Dispose();
    }
}
