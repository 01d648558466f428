namespace GpServer.Storage.Hosted;

/// <summary>What a run wrote for a hosted service, to be seen when its job has succeeded.</summary>
/// <param name="Version">The version under which it was written.</param>
public sealed record HostedPublication(HostedClaim Claim, long Version, IReadOnlyList<HostedLayer> Layers)
{
    public long Features => Layers.Sum(layer => layer.Summary.Count);

    public long Bytes => Layers.Sum(layer => layer.Summary.Bytes);
}
