using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using GpServer.Jobs.Tests.Working;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Jobs.Tests;

[Collection(Databases.Name)]
public sealed class JobMetricsTests(PostgreSqlServer server)
{
    [Fact]
    public async Task Runs_recoveries_and_queues_are_measured()
    {
        await using var jobs = await TestJobs.OpenAsync(StorageProvider.Sqlite, server);
        var measured = new ConcurrentBag<(string Name, double Value, string Tags)>();
        using var listener = Listen(measured);
        var lost = await jobs.SubmitAsync();
        await jobs.ClaimOneAsync();
        await jobs.AgeAsync(lost.Id, TimeSpan.FromMinutes(1));
        await jobs.Maintenance.SweepAsync(CancellationToken.None);
        await jobs.SubmitAsync(TestJobs.Job(service: "Other"));
        await using (var worker = jobs.Worker(new FakeRunner((_, _) => { })))
        {
            worker.Start();
            await jobs.UntilEndedAsync(lost.Id);
            await TestJobs.UntilAsync(() => Task.FromResult(worker.Running == 0));
        }

        jobs.Metrics.Observe(await Operations.ReadQueueState.RunAsync(jobs.Store, CancellationToken.None));
        listener.RecordObservableInstruments();
        measured.ShouldContain(m => m.Name == "gpserver.job.recovered" && m.Value == 1 && m.Tags.Contains("status=Waiting"));
        measured.ShouldContain(m => m.Name == "gpserver.job.duration" && m.Value >= 0
            && m.Tags == "service=Toolbox,task=Buffer,status=Succeeded");
        measured.Where(m => m.Name == "gpserver.job.running").Sum(m => m.Value).ShouldBe(0);
        measured.ShouldContain(m => m.Name == "gpserver.queue.length" && m.Value == 1 && m.Tags == "service=Other");
        measured.ShouldContain(m => m.Name == "gpserver.queue.age" && m.Value >= 0 && m.Tags == "service=Other");
    }

    static MeterListener Listen(ConcurrentBag<(string Name, double Value, string Tags)> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == JobMetrics.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Add((instrument.Name, value, Text(tags))));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Add((instrument.Name, value, Text(tags))));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => measured.Add((instrument.Name, value, Text(tags))));
        listener.Start();
        return listener;
    }

    static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
}
