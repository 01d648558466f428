using GpServer.Storage.Hosted;

namespace GpServer.Options;

/// <summary>Hosted feature services, and the layers of job results: <c>GpServer:Hosted</c>. Quotas count what is stored, compressed.</summary>
sealed class HostedOptions
{
    /// <summary>Services that one user may have.</summary>
    public int UserServices { get; set; } = 1_000;

    /// <summary>Bytes that the services of one user may have together.</summary>
    public long UserBytes { get; set; } = 16L << 30;

    /// <summary>Features that the services of one user may have together.</summary>
    public long UserFeatures { get; set; } = 50_000_000;

    /// <summary>Services that the site may have.</summary>
    public int SiteServices { get; set; } = 50_000;

    /// <summary>Bytes that all services of the site may have together.</summary>
    public long SiteBytes { get; set; } = 256L << 30;

    /// <summary>Services that callers who have not signed in may have together; 0 lets them make none.</summary>
    public int AnonymousServices { get; set; } = 100;

    /// <summary>Bytes that the services of callers who have not signed in may have together.</summary>
    public long AnonymousBytes { get; set; } = 256L << 20;

    /// <summary>Features that the services of callers who have not signed in may have together.</summary>
    public long AnonymousFeatures { get; set; } = 500_000;

    /// <summary>Hours after which a service of a caller who had not signed in is deleted.</summary>
    public double AnonymousHours { get; set; } = 24;

    /// <summary>Bytes of features that a node keeps in memory of all layers together.</summary>
    public long CacheBytes { get; set; } = 128L << 20;

    /// <summary>Bytes of indexes that a node keeps in memory of all layers together; a feature takes about 28.</summary>
    public long IndexBytes { get; set; } = 128L << 20;

    /// <summary>What bounds the services.</summary>
    public HostedLimits ToLimits() => new()
    {
        User = new(UserServices, UserBytes, UserFeatures),
        Anonymous = new(AnonymousServices, AnonymousBytes, AnonymousFeatures),
        Site = new(SiteServices, SiteBytes, long.MaxValue),
        AnonymousRetention = TimeSpan.FromHours(AnonymousHours),
    };
}
