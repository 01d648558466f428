using System.Threading.RateLimiting;
using GpServer.Options;
using Microsoft.Extensions.Options;

namespace GpServer.Http;

/// <summary>
/// Counts the requests of each signed-in user. A limiter of a user who has not asked for a while is forgotten, so there are no more of them
/// than users who ask at the same time.
/// </summary>
sealed class UserRateLimit(IOptions<GpServerOptions> options) : IDisposable
{
    readonly RateLimitOptions _options = options.Value.RateLimits;
    readonly PartitionedRateLimiter<string>? _limiter = options.Value.RateLimits is { PerUser: > 0 } limits
        ? PartitionedRateLimiter.Create<string, string>(
            user => RateLimitPartition.GetSlidingWindowLimiter(user, _ => RateLimits.Window(limits, limits.PerUser)),
            StringComparer.OrdinalIgnoreCase)
        : null;

    /// <summary>Takes one request of the user; false when there were too many.</summary>
    /// <param name="userName">The name of a user who is known to be this one, however it is spelled.</param>
    /// <param name="retryAfter">How long to wait before the next one, when the answer is false.</param>
    public bool TryTake(string userName, out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        using var lease = _limiter?.AttemptAcquire(userName);
        if (lease is null or { IsAcquired: true })
        {
            return true;
        }

        retryAfter = RateLimits.RetryAfter(lease, _options);
        return false;
    }

    public void Dispose() => _limiter?.Dispose();
}
