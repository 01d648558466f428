using System.Diagnostics.Metrics;
using GpServer.Core.Jobs;

namespace GpServer.Jobs;

/// <summary>What the queue and this node measure, under the meter <see cref="MeterName"/>.</summary>
public sealed class JobMetrics : IDisposable
{
    public const string MeterName = "GpServer.Jobs";

    // Seconds: from the few milliseconds of a small task to the hours of a large one. The usual bounds are made for milliseconds.
    static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200],
    };

    readonly Meter _meter = new(MeterName);
    readonly Histogram<double> _duration;
    readonly Histogram<double> _wait;
    readonly Counter<long> _lost;
    readonly Counter<long> _recovered;
    readonly UpDownCounter<int> _running;
    volatile IReadOnlyList<QueueState> _queues = [];

    public JobMetrics()
    {
        _duration = _meter.CreateHistogram(
            "gpserver.job.duration", "s", "How long runs took, by service, task and last status", advice: Buckets);
        _wait = _meter.CreateHistogram(
            "gpserver.job.wait", "s", "How long jobs waited from submit to their first run, by service", advice: Buckets);
        _lost = _meter.CreateCounter<long>("gpserver.job.leases_lost", "{lease}", "Runs of this node whose job was given to another");
        _recovered = _meter.CreateCounter<long>("gpserver.job.recovered", "{job}", "Jobs taken from lost nodes, by what became of them");
        _running = _meter.CreateUpDownCounter<int>("gpserver.job.running", "{job}", "Runs of this node, by service");
        _meter.CreateObservableGauge("gpserver.queue.length", Lengths, "{job}", "Waiting jobs, by service, on all nodes together");
        _meter.CreateObservableGauge("gpserver.queue.age", Ages, "s", "Age of the oldest waiting job, by service");
    }

    public void Dispose() => _meter.Dispose();

    internal void Begun(Job job)
    {
        _running.Add(1, Service(job.Service));
        if (job is { Runs: 1, StartedAt: { } started })
        {
            _wait.Record(Math.Max(0, (started - job.SubmittedAt).TotalSeconds), Service(job.Service));
        }
    }

    internal void Left(Job job) => _running.Add(-1, Service(job.Service));

    internal void Ended(Job job, JobStatus status, TimeSpan duration) => _duration.Record(
        duration.TotalSeconds, Service(job.Service), new KeyValuePair<string, object?>("task", job.Task), Status(status));

    internal void LeaseLost(Job job) => _lost.Add(1, Service(job.Service));

    internal void Recovered(Job job, JobStatus status) => _recovered.Add(1, Service(job.Service), Status(status));

    /// <summary>What the gauges tell until the next time.</summary>
    internal void Observe(IReadOnlyList<QueueState> queues) => _queues = queues;

    IEnumerable<Measurement<long>> Lengths() => _queues.Select(queue => new Measurement<long>(queue.Length, Service(queue.Service)));

    IEnumerable<Measurement<double>> Ages() =>
        _queues.Select(queue => new Measurement<double>(queue.OldestAge.TotalSeconds, Service(queue.Service)));

    static KeyValuePair<string, object?> Service(string service) => new("service", service);

    static KeyValuePair<string, object?> Status(JobStatus status) => new("status", status.ToString());
}
