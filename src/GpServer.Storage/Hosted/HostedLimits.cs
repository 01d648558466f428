using GpServer.Core;

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

    /// <summary>
    /// Refuses a service that by itself has more than its owner, or the site, may have together, while it is written. What there is beside
    /// it counts when it is published.
    /// </summary>
    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/>.</exception>
    public void CheckAlone(HostedClaim claim, long bytes, long features)
    {
        ArgumentNullException.ThrowIfNull(claim);

        // What an administrator overwrites may be another user's, who is known when it is published.
        if (!claim.Overwrites || !claim.IsAdministrator)
        {
            Check(Of(claim.User), HostedNames.Whose(claim.User));
        }

        Check(Site, HostedNames.Whole);

        void Check(HostedQuota most, string whose)
        {
            var (bound, what) = bytes > most.Bytes ? (most.Bytes, "bytes") : (most.Features, "features");
            if (bytes > most.Bytes || features > most.Features)
            {
                throw new GpException(GpError.LimitExceeded,
                    $"The hosted feature services of {whose} may have up to {bound} {what} together, and this one alone has more.");
            }
        }
    }

    internal HostedQuota Of(string owner) => owner.Length == 0 ? Anonymous : User;
}
