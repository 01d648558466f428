using GpServer.Layers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GpServer.Tests.Rest.Layers;

/// <summary>A server that hosts <see cref="MemoryHosted"/>.</summary>
public sealed class LayerServer : TestServer
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IHostedLayers, MemoryHosted>());
    }
}
