using GpServer.Security;

namespace GpServer.Layers;

/// <summary>The hosted feature services of this site.</summary>
interface IHostedLayers
{
    /// <summary>The service of this name (below the folder <c>Hosted</c>), opened; null when there is none.</summary>
    /// <exception cref="Core.GpException">The caller may not read it, or has to sign in first.</exception>
    ValueTask<ServedLayers?> FindAsync(string name, Caller caller, CancellationToken stop);
}
