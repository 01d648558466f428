using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using GpServer.Storage;

namespace GpServer.Benchmarks.Jobs;

/// <summary>
/// Jobs that do nothing, with an input, messages and a result: how many a second one node takes from submit to end, beside the bare
/// statements of a queue on the same store; and how soon a job starts after the call that submits it, alone, beside 100,000 jobs that wait
/// for another service at its limit, and beside 100,000 that have finished. All in turns, on both stores.
/// </summary>
static class JobsBenchmark
{
    const int Many = 100_000;
    const int JobsInTurn = 5_000;

    // Until the compiler has made its best code of what is measured.
    const int WarmUp = 3;
    const int Submitters = 32;
    const int StartsInTurn = 60;

    public static async Task RunAsync(string[] args)
    {
        var rounds = args is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("gpserver-bench-").FullName;
        try
        {
            await MeasureAsync("SQLite", i => Task.FromResult(Sqlite(folder, i)), rounds, hasOthers: false);
            await using var server = await TemporaryPostgreSql.StartAsync();
            await MeasureAsync("PostgreSQL", _ => server.NewAsync(), rounds, hasOthers: true);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static StoreOptions Sqlite(string folder, int number) => new() { DataDirectory = Path.Combine(folder, $"{number}") };

    static async Task MeasureAsync(string store, Func<int, Task<StoreOptions>> options, int rounds, bool hasOthers)
    {
        var all = new[] { await options(0), await options(1), await options(2) };
        await using var alone = await JobNode.OpenAsync(all[0]);
        await using var waiting = await JobNode.OpenAsync(all[1]);
        await using var finished = await JobNode.OpenAsync(all[2]);
        await JobRows.AddWaitingAsync(waiting.Store, Many);
        await JobRows.AddFinishedAsync(finished.Store, Many);
        await MeasureRatesAsync(store, alone, finished, rounds);
        var cases = new List<StartCase>
        {
            new("same node", alone, alone),
            new("same node, 100,000 wait elsewhere", waiting, waiting),
            new("same node, 100,000 finished", finished, finished),
        };
        var others = new List<JobNode>();
        if (hasOthers)
        {
            foreach (var (node, i) in new[] { alone, waiting, finished }.Select((node, i) => (node, i)))
            {
                var other = await JobNode.OpenAsync(all[i]);
                others.Add(other);
                cases.Add(new(cases[i].Name.Replace("same", "other", StringComparison.Ordinal), node, other));
            }
        }

        await MeasureStartsAsync(store, cases, rounds);
        foreach (var other in others)
        {
            await other.DisposeAsync();
        }
    }

    static async Task MeasureRatesAsync(string store, JobNode alone, JobNode finished, int rounds)
    {
        var bare = new BareQueue(alone.Store);
        var (ours, theirs, beside) = (new List<double>(), new List<double>(), new List<double>());
        var (ourWork, theirWork) = (new List<double>(), new List<double>());
        for (var round = -WarmUp; round < rounds; round++)
        {
            var rates = new[] { await RateAsync(alone), await BareRateAsync(bare), await RateAsync(finished) };
            if (round >= 0)
            {
                ours.Add(rates[0].Jobs);
                theirs.Add(rates[1].Jobs);
                beside.Add(rates[2].Jobs);
                ourWork.Add(rates[0].Work);
                theirWork.Add(rates[1].Work);
            }
        }

        Write($"{store}: jobs/s {Median(ours):F0}, bare statements {Median(theirs):F0}, ratio {Median(ours, theirs):F2}");
        Write($"{store}: ratios of the rounds {Text(ours, theirs)}");
        Write($"{store}: with 100,000 finished jobs/s {Median(beside):F0}, to without {Median(beside, ours):F2}: {Text(beside, ours)}");
        Write($"{store}: processor time of this process for a job {Median(ourWork):F0} µs, of the bare statements {Median(theirWork):F0} µs");
    }

    static void Write(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    /// <summary>Jobs a second, and the processor time of this process for one of them in microseconds.</summary>
    static async Task<(double Jobs, double Work)> RateAsync(Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await work();
        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        return (JobsInTurn / seconds, (process.TotalProcessorTime - before).TotalMicroseconds / JobsInTurn);
    }

    static async Task<(double Jobs, double Work)> BareRateAsync(BareQueue bare)
    {
        await bare.PrepareAsync();
        return await RateAsync(() => bare.RunAsync(JobsInTurn, Submitters));
    }

    static async Task<(double Jobs, double Work)> RateAsync(JobNode node)
    {
        await JobRows.RemoveMeasuredAsync(node.Store);
        var begun = 0;
        node.Begun = (_, _) => Interlocked.Increment(ref begun);
        node.Start();
        var rate = await RateAsync(async () =>
        {
            await Task.WhenAll(Enumerable.Range(0, Submitters).Select(async submitter =>
            {
                for (var i = submitter; i < JobsInTurn; i += Submitters)
                {
                    await node.SubmitAsync();
                }
            }));
            while (Volatile.Read(ref begun) < JobsInTurn || await JobRows.RunningAsync(node.Store) > 0)
            {
                await Task.Delay(2);
            }
        });
        await node.StopAsync();
        return rate;
    }

    static async Task MeasureStartsAsync(string store, List<StartCase> cases, int rounds)
    {
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var one in cases)
            {
                var starts = await StartsAsync(one);
                if (round > 0)
                {
                    one.Starts.AddRange(starts);
                    one.Medians.Add(Quantile(starts, 0.5));
                }
            }
        }

        foreach (var one in cases)
        {
            var alone = Median(one.Medians, cases.First(c => c.Alike(one)).Medians);
            Write($"{store}: submit to start, {one.Name}: p50 {Median(one.Starts):F2} ms, p99 {Quantile(one.Starts, 0.99):F1} ms");
            Write($"{store}: its p50 to that of the first such case {alone:F2}");
        }
    }

    /// <summary>Milliseconds from the call that submits a job to the first line of its run.</summary>
    static async Task<List<double>> StartsAsync(StartCase one)
    {
        await JobRows.RemoveMeasuredAsync(one.Submits.Store);
        var begun = new ConcurrentDictionary<string, long>();
        one.Runs.Begun = (id, at) => begun[id] = at;
        one.Runs.Start();
        await Task.Delay(200);
        var starts = new List<double>();
        for (var i = 0; i < StartsInTurn; i++)
        {
            var submitted = Stopwatch.GetTimestamp();
            var id = await one.Submits.SubmitAsync();
            long at;
            while (!begun.TryGetValue(id, out at))
            {
                await Task.Delay(1);
            }

            starts.Add(Stopwatch.GetElapsedTime(submitted, at).TotalMilliseconds);
            await Task.Delay(3);
        }

        await one.Runs.StopAsync();
        return starts;
    }

    static double Quantile(IEnumerable<double> values, double q)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(q * sorted.Count))];
    }

    static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    static double Median(List<double> values, List<double> others) => Median(values.Zip(others, (value, other) => value / other));

    static string Text(List<double> values, List<double> others) => string.Join(
        ' ', values.Zip(others, (value, other) => (value / other).ToString("F2", CultureInfo.InvariantCulture)));

    /// <summary>Where jobs are submitted and where they run.</summary>
    sealed record StartCase(string Name, JobNode Submits, JobNode Runs)
    {
        public List<double> Starts { get; } = [];

        public List<double> Medians { get; } = [];

        /// <summary>True where both run on the same node, or both on another.</summary>
        public bool Alike(StartCase other) => (Submits == Runs) == (other.Submits == other.Runs);
    }
}
