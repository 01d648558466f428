using System.Collections.Concurrent;
using GpServer.Catalog;
using GpServer.Options;
using Microsoft.Extensions.Options;

namespace GpServer.Execution;

/// <summary>The gates of all services.</summary>
sealed class ServiceGates(IOptions<GpServerOptions> options)
{
    readonly ConcurrentDictionary<string, ServiceGate> _gates = new(StringComparer.Ordinal);

    public ServiceGate Of(GpService service) =>
        _gates.GetOrAdd(service.QualifiedName, static (_, state) => new ServiceGate(state.service, state.Waiting),
            (service, options.Value.Limits.Waiting));
}
