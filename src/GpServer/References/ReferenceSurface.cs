using GpServer.Outgoing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GpServer.References;

/// <summary>Inputs that only refer to data, and the client that fetches them.</summary>
static class ReferenceSurface
{
    public static IServiceCollection AddReferences(this IServiceCollection services)
    {
        services.TryAddSingleton<IHostAddresses, SystemHostAddresses>();
        services.AddSingleton<OutgoingClient>();
        services.AddSingleton<ThisServer>();
        services.AddSingleton<LocalInputs>();
        services.AddSingleton<LayerSelections>();
        services.AddSingleton<UploadInputs>();
        services.AddSingleton<InputResolvers>();
        return services;
    }
}
