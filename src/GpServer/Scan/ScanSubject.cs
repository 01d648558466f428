using GpServer.Http;
using GpServer.Options;

namespace GpServer.Scan;

/// <summary>The configuration that is scanned, as the server would start with it.</summary>
sealed class ScanSubject(IConfigurationRoot configuration, GpServerOptions options)
{
    public IConfigurationRoot Configuration => configuration;

    public GpServerOptions Options => options;

    /// <summary>Where the server would listen.</summary>
    public IReadOnlyList<BindingAddress> Addresses { get; } = ListenAddresses.Of(configuration);

    /// <summary>Other machines can reach the server.</summary>
    public bool IsPublic => Addresses.Any(address => !ListenAddresses.IsLocal(address));

    /// <summary>Some of its addresses speak HTTPS.</summary>
    public bool HasHttps => Addresses.Any(ListenAddresses.IsHttps);

    /// <summary>A proxy on another machine may say how its clients came.</summary>
    public bool HasProxy => options.Proxy.Known.Length > 0;
}
