using GpServer.Http;
using GpServer.Options;
using GpServer.Storage.Site;

namespace GpServer.Scan;

/// <summary>The configuration that is scanned, as the server would start with it, and what the database says where there is one.</summary>
sealed class ScanSubject(IConfigurationRoot configuration, GpServerOptions options, IReadOnlyList<SiteDocument>? documents = null)
{
    public IConfigurationRoot Configuration => configuration;

    public GpServerOptions Options => options;

    /// <summary>Null where there is no database that could be read.</summary>
    public ScannedSite? Site { get; } = documents is null ? null : new ScannedSite(documents, options);

    /// <summary>Where the server would listen.</summary>
    public IReadOnlyList<BindingAddress> Addresses { get; } = ListenAddresses.Of(configuration);

    /// <summary>Other machines can reach the server.</summary>
    public bool IsPublic => Addresses.Any(address => !ListenAddresses.IsLocal(address));

    /// <summary>Some of its addresses speak HTTPS.</summary>
    public bool HasHttps => Addresses.Any(ListenAddresses.IsHttps);

    /// <summary>A proxy on another machine may say how its clients came.</summary>
    public bool HasProxy => options.Proxy.Known.Length > 0;
}
