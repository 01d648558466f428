using System.Collections.Concurrent;
using GpServer.Catalog;
using GpServer.Options;

namespace GpServer.Execution;

/// <summary>The gates of all services.</summary>
sealed class ServiceGates(CurrentLimits limits)
{
    readonly ConcurrentDictionary<string, ServiceGate> _gates = new(StringComparer.Ordinal);

    /// <summary>The service's gate, with as many instances as the service has now.</summary>
    public ServiceGate Of(GpService service)
    {
        var gate = _gates.GetOrAdd(service.QualifiedName, static (_, state) => new ServiceGate(state.service, state.limits),
            (service, limits));
        gate.Follow(service);
        return gate;
    }

    /// <summary>Lets requests that wait already have what a change of their service gives them.</summary>
    public void Follow(IEnumerable<GpService> services)
    {
        foreach (var service in services)
        {
            if (_gates.TryGetValue(service.QualifiedName, out var gate))
            {
                gate.Follow(service);
            }
        }
    }
}
