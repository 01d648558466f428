using System.Diagnostics;
using System.Text;
using GpServer.Core.Jobs;
using GpServer.Core.Tools;
using GpServer.Jobs;
using GpServer.Jobs.Working;
using GpServer.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace GpServer.Benchmarks.Jobs;

/// <summary>One node: a queue on a store, and a worker while it is to run jobs.</summary>
sealed class JobNode : IAsyncDisposable, IJobRunner, IJobServices
{
    /// <summary>The service whose jobs are measured.</summary>
    public const string Service = "Toolbox";

    /// <summary>Another, which has one instance.</summary>
    public const string Busy = "Busy";

    static readonly byte[] Text = Encoding.UTF8.GetBytes("{\"features\":[{\"geometry\":{\"x\":7.5,\"y\":47.5}}]}");

    readonly JobServiceSettings[] _services =
    [
        new() { Service = Service, Instances = 8 },
        new() { Service = Busy, Instances = 1, MaxUsage = TimeSpan.FromHours(10) },
    ];

    readonly JobMetrics _metrics = new();
    readonly JobOptions _options = new() { StopWithin = TimeSpan.Zero };
    JobWorker? _worker;

    JobNode(Store store)
    {
        Store = store;
        Queue = new JobQueue(store, this, _options, TimeProvider.System);
    }

    /// <summary>Told the id of each job that begins here, and when.</summary>
    public Action<string, long> Begun { get; set; } = (_, _) => { };

    public Store Store { get; }

    public JobQueue Queue { get; }

    public IReadOnlyCollection<JobServiceSettings> All => _services;

    public static async Task<JobNode> OpenAsync(StoreOptions options) =>
        new(await Store.OpenAsync(options, TimeProvider.System, CancellationToken.None));

    public JobServiceSettings? Find(string service) => Array.Find(_services, settings => settings.Service == service);

    public void Start()
    {
        _worker = new JobWorker(Queue, this, this, _metrics, _options, TimeProvider.System, NullLogger<JobWorker>.Instance);
        _worker.Start();
    }

    public async Task StopAsync()
    {
        if (_worker is not null)
        {
            await _worker.StopAsync(CancellationToken.None);
            await _worker.DisposeAsync();
            _worker = null;
        }
    }

    /// <summary>As a task does that has nothing to compute: an input, messages of its own, a result.</summary>
    public void Run(IJobRun run, CancellationToken stop)
    {
        if (run.Service == Busy)
        {
            stop.WaitHandle.WaitOne();
            stop.ThrowIfCancellationRequested();
        }

        Begun(run.JobId, Stopwatch.GetTimestamp());
        run.Say(new ToolMessage(MessageType.Informative, "Start Time: now"));
        run.Store("Output", run.Input("Input")!.Value);
        run.Say(new ToolMessage(MessageType.Informative, "Succeeded at now (Elapsed Time: 0.00 seconds)"));
    }

    public async Task<string> SubmitAsync(string service = Service)
    {
        var job = new SubmitJob
        {
            Service = service,
            Task = "Buffer",
            Inputs = [new JobInput("Input", Text), new JobInput("Distance", "10 Kilometers"u8.ToArray())],
            Messages = [new ToolMessage(MessageType.Informative, "Submitted.")],
        };
        return (await Queue.SubmitAsync(job, CancellationToken.None)).Job.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Queue.Dispose();
        _metrics.Dispose();
        await Store.DisposeAsync();
    }
}
