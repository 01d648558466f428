using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Reliability.Tests.Harness;

/// <summary>The nodes of one test, on one store. They end with it.</summary>
sealed class Cluster : IAsyncDisposable
{
    readonly List<ServerProcess> _nodes = [];

    Cluster(TestStore store)
    {
        Store = store;
        Effects = new Effects(Path.Combine(store.Folder, "effects"));
    }

    public TestStore Store { get; }

    public Effects Effects { get; }

    public static async Task<Cluster> NewAsync(StorageProvider provider, PostgreSqlServer postgres) =>
        new(await TestStore.NewAsync(provider, postgres));

    /// <summary>Starts one more node and waits until it is ready.</summary>
    /// <param name="settings">Options below the section <c>GpServer</c>, such as <c>Jobs:LeaseSeconds=2</c>.</param>
    public async Task<ServerProcess> StartAsync(params string[] settings)
    {
        var node = New(0, settings);
        await node.StartAsync();
        return node;
    }

    /// <summary>Starts one more node, no file of which can grow larger than this.</summary>
    public async Task<ServerProcess> StartOnFullDiskAsync(long fileBytes, params string[] settings)
    {
        var node = New(fileBytes, settings);
        await node.StartAsync();
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        Directory.Delete(Store.Folder, recursive: true);
    }

    ServerProcess New(long fileBytes, string[] settings)
    {
        var node = new ServerProcess(
            [.. Store.Arguments(_nodes.Count), .. settings.Select(setting => $"--GpServer:{setting}")], Effects.Path, fileBytes);
        _nodes.Add(node);
        return node;
    }
}
