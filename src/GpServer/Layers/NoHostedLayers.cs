using GpServer.Security;

namespace GpServer.Layers;

/// <summary>A site that hosts no layers.</summary>
sealed class NoHostedLayers : IHostedLayers
{
    public ValueTask<ServedLayers?> FindAsync(string name, Caller caller, CancellationToken stop) => ValueTask.FromResult<ServedLayers?>(null);
}
