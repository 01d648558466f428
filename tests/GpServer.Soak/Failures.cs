using GpServer.Reliability.Tests.Harness;
using GpServer.Storage.Tests;

namespace GpServer.Soak;

/// <summary>What happens to the nodes and their database, at random, one thing after another.</summary>
/// <param name="postgres">Null with SQLite.</param>
sealed class Failures(IReadOnlyList<ServerProcess> nodes, PostgreSqlServer? postgres, Random random)
{
    public Tallies Happened { get; } = new();

    /// <summary>Goes on until it is enough; afterwards everything runs again.</summary>
    public async Task RunAsync(CancellationToken enough)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(random.Next(5, 25)), enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (enough.IsCancellationRequested)
            {
                return;
            }

            await (random.Next(postgres is null ? 8 : 11) switch
            {
                < 3 => KillAsync(Any()),
                < 5 => FreezeAsync(Any()),
                < 7 => StopAsync(Any()),
                7 => KillAllAsync(),
                _ => StopDatabaseAsync(postgres!),
            });
        }
    }

    ServerProcess Any() => nodes[random.Next(nodes.Count)];

    async Task KillAsync(ServerProcess node)
    {
        Happened.Add("a node was killed (SIGKILL)");
        await node.KillAsync();
        await PauseAsync(10);
        await node.StartAsync();
    }

    async Task KillAllAsync()
    {
        Happened.Add("all nodes were killed at once");
        await Task.WhenAll(nodes.Select(node => node.KillAsync()));
        await PauseAsync(5);
        await Task.WhenAll(nodes.Select(node => node.StartAsync()));
    }

    async Task FreezeAsync(ServerProcess node)
    {
        Happened.Add("a node was frozen (SIGSTOP) for up to 14 s");
        node.Freeze();
        await PauseAsync(14);
        node.Wake();
    }

    async Task StopAsync(ServerProcess node)
    {
        Happened.Add("a node was told to stop (SIGTERM)");
        await node.StopAsync();
        await PauseAsync(3);
        await node.StartAsync();
    }

    async Task StopDatabaseAsync(PostgreSqlServer server)
    {
        Happened.Add("the database was stopped for up to 10 s");
        server.Stop();
        await PauseAsync(10);
        server.Start();
    }

    Task PauseAsync(int mostSeconds) => Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * mostSeconds), CancellationToken.None);
}
