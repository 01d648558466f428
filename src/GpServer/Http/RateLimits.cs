using System.Threading.RateLimiting;
using GpServer.Options;

namespace GpServer.Http;

/// <summary>What the limits by address and by user have in common.</summary>
static class RateLimits
{
    const int Segments = 10;

    public static SlidingWindowRateLimiterOptions Window(RateLimitOptions options, int requests) => new()
    {
        PermitLimit = requests,
        Window = TimeSpan.FromSeconds(options.WindowSeconds),
        SegmentsPerWindow = Segments,

        // Who asks too often is told so; what waits in a queue costs memory.
        QueueLimit = 0,
        AutoReplenishment = false,
    };

    /// <summary>When to come again: as the limiter says, else after one step of the window.</summary>
    public static TimeSpan RetryAfter(RateLimitLease refused, RateLimitOptions options) =>
        refused.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero
            ? wait
            : TimeSpan.FromSeconds(options.WindowSeconds / Segments);
}
