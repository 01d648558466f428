using System.Collections.Concurrent;
using System.Globalization;
using GpServer.Jobs;
using GpServer.Security;
using GpServer.Storage.Hosted;

namespace GpServer.Layers;

/// <inheritdoc/>
/// <remarks>
/// Which version a service has is asked of the store each time, since any node may publish or delete; what a version has never changes, and is kept.
/// </remarks>
sealed class HostedLayers(HostedServices services, AccessRules rules) : IHostedLayers
{
    const int MostKept = 1_000;

    readonly ConcurrentDictionary<long, IReadOnlyList<ServedLayer>> _versions = new();

    public async ValueTask<ServedLayers?> FindAsync(string name, Caller caller, CancellationToken stop)
    {
        if (await services.FindAsync(name, stop) is not { } service)
        {
            return null;
        }

        rules.CheckMayRead(caller, service);
        var layers = await LayersAsync(service.Version, stop);
        return layers.Count == 0 ? null : new ServedLayers(AccessRules.PathOf(service), layers)
        {
            Description = service.Description,
            Version = service.Version.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The services that the caller may read, in order of their names.</summary>
    public async ValueTask<IReadOnlyList<HostedService>> ReadableAsync(Caller caller, CancellationToken stop) =>
        [.. (await services.ListAsync(stop)).Where(service => rules.MayRead(caller, service))];

    /// <summary>
    /// The layer that a job made, and whether the caller may read its service, without which there is none; null where the service was
    /// deleted since, or overwritten by another job.
    /// </summary>
    /// <param name="caller">Null where whoever asks may.</param>
    public async ValueTask<(ServedLayer? Layer, bool IsAllowed)> OfJobAsync(
        Job job, string service, int layer, Caller? caller, CancellationToken stop)
    {
        if (await services.FindAsync(service, stop) is not { } found || found.JobId != job.Id)
        {
            return (null, true);
        }

        return caller is null || rules.MayRead(caller, found)
            ? ((await LayersAsync(found.Version, stop)).FirstOrDefault(made => made.Id == layer), true)
            : (null, false);
    }

    async ValueTask<IReadOnlyList<ServedLayer>> LayersAsync(long version, CancellationToken stop)
    {
        if (_versions.TryGetValue(version, out var known))
        {
            return known;
        }

        var stored = await services.LayersAsync(version, stop);
        var layers = stored.Select(layer => new ServedLayer(layer.Number, layer.Name, services.Open(version, layer))
        {
            Renderer = layer.Renderer,
        }).ToList();
        if (layers.Count > 0)
        {
            // Which ones are forgotten matters little: they are read again.
            if (_versions.Count >= MostKept)
            {
                _versions.Clear();
            }

            _versions[version] = layers;
        }

        return layers;
    }
}
