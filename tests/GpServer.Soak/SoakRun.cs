using System.Diagnostics;
using System.Globalization;
using GpServer.Reliability.Tests.Harness;
using GpServer.Storage.Tests;

namespace GpServer.Soak;

/// <summary>The soak from its start to its report.</summary>
static class SoakRun
{
    // What a node may take when it has worked for as long as one likes.
    const long MostMemory = 1L << 30;

    static readonly TimeSpan Drain = TimeSpan.FromMinutes(3);
    static readonly TimeSpan Sample = TimeSpan.FromSeconds(5);

    /// <returns>True when every promise was kept.</returns>
    public static async Task<bool> RunAsync(SoakOptions options)
    {
        var postgres = options.IsPostgreSql ? new PostgreSqlServer() : null;
        await (postgres?.InitializeAsync() ?? Task.CompletedTask);
        try
        {
            await using var cluster = await Cluster.NewAsync(options.Provider, postgres!);
            return await RunAsync(options, cluster, postgres);
        }
        finally
        {
            await (postgres?.DisposeAsync() ?? Task.CompletedTask);
        }
    }

    static async Task<bool> RunAsync(SoakOptions options, Cluster cluster, PostgreSqlServer? postgres)
    {
        var nodes = new List<ServerProcess>();
        for (var i = 0; i < (options.IsPostgreSql ? 2 : 1); i++)
        {
            nodes.Add(await cluster.StartAsync());
        }

        var began = Stopwatch.GetTimestamp();
        var load = new SoakLoad(nodes, options.Seed);
        var failures = new Failures(nodes, postgres, new Random(options.Seed));
        using var enough = new CancellationTokenSource();
        using var end = new CancellationTokenSource(options.Length);
        var loading = load.RunAsync(enough.Token);
        var memory = MemoryAsync(nodes, load, began, enough.Token);
        await await Task.WhenAny(failures.RunAsync(end.Token), memory);
        await enough.CancelAsync();
        await loading;
        var drained = await DrainAsync(cluster.Store);
        List<string> problems = [.. await SoakCheck.RunAsync(cluster.Store, cluster.Effects, load.Accepted), .. load.Wrong];
        var most = await memory;
        if (most > MostMemory)
        {
            problems.Add($"A node took {most >> 20} MB of memory.");
        }

        var stored = await StoredJobs.ReadAsync(cluster.Store);
        Console.WriteLine(SoakReport.Text(options, load, failures, stored, cluster.Effects, drained, most, problems));
        if (problems.Count > 0)
        {
            nodes.ForEach(node => Console.Error.WriteLine(node.Log));
        }

        return problems.Count == 0;
    }

    /// <summary>Waits until no job is left to do.</summary>
    static async Task<TimeSpan> DrainAsync(TestStore store)
    {
        var began = Stopwatch.GetTimestamp();
        while ((await StoredJobs.ReadAsync(store)).Any(job => !job.HasEnded) && Stopwatch.GetElapsedTime(began) < Drain)
        {
            await Task.Delay(500);
        }

        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>The most that any node took, looked at until it is enough.</summary>
    static async Task<long> MemoryAsync(IReadOnlyList<ServerProcess> nodes, SoakLoad load, long began, CancellationToken enough)
    {
        var most = 0L;
        while (!enough.IsCancellationRequested)
        {
            var now = nodes.Max(node => node.Memory);
            most = Math.Max(most, now);
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{Stopwatch.GetElapsedTime(began):hh\\:mm\\:ss} {load.Accepted.Count} jobs accepted, {now >> 20} MB"));
            await Task.Delay(Sample, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return most;
    }
}
