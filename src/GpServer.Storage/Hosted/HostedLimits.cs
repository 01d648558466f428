namespace GpServer.Storage.Hosted;

/// <summary>What bounds hosted services.</summary>
public sealed record HostedLimits
{
    /// <summary>Of one user.</summary>
    public HostedQuota User { get; init; } = HostedQuota.Unlimited;

    /// <summary>Of all callers together who have not signed in.</summary>
    public HostedQuota Anonymous { get; init; } = HostedQuota.Unlimited;

    /// <summary>Of the site.</summary>
    public HostedQuota Site { get; init; } = HostedQuota.Unlimited;

    /// <summary>How long a service of a caller who had not signed in is kept.</summary>
    public TimeSpan AnonymousRetention { get; init; } = TimeSpan.FromHours(24);

    internal HostedQuota Of(string owner) => owner.Length == 0 ? Anonymous : User;
}
