using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using GpServer.Options;
using GpServer.Rest.Answers;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace GpServer.Http;

/// <summary>Counts the requests of each address by the framework's limiter, and refuses what is too many with HTTP status 429.</summary>
static class AddressRateLimit
{
    /// <summary>
    /// As many counters as there can be. An address has one of them by a hash that nobody outside can compute: so many addresses, of which
    /// IPv6 gives everybody plenty, cost no more memory. Two that share one are counted together.
    /// </summary>
    public const int Counters = 1 << 16;

    // An address without a number is that of a local pipe or a test.
    const int NoAddress = Counters;
    const int Exempt = -1;
    const int NetworkBytes = 8;

    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddSingleton<UserRateLimit>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<GpServerOptions>>((limiter, options) =>
        {
            var limits = options.Value.RateLimits;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, int>(http => HealthPath.Is(http.Request)
                ? RateLimitPartition.GetNoLimiter(Exempt)
                : RateLimitPartition.GetSlidingWindowLimiter(
                    Counter(http.Connection.RemoteIpAddress), _ => RateLimits.Window(limits, limits.PerAddress)));
            limiter.OnRejected = (rejected, _) => new ValueTask(
                RefuseAsync(rejected.HttpContext, RateLimits.RetryAfter(rejected.Lease, limits), "this address"));
        });
        return services;
    }

    /// <summary>Nothing stands in the way of requests where nothing is limited.</summary>
    public static void UseRateLimits(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<GpServerOptions>>().Value.RateLimits.PerAddress > 0)
        {
            app.UseRateLimiter();
        }
    }

    /// <summary>Tells a caller to come later: HTTP status 429 with <c>Retry-After</c>, and the error object in the body.</summary>
    /// <param name="who">Of whom there were too many requests, such as "this address".</param>
    public static Task RefuseAsync(HttpContext http, TimeSpan retryAfter, string who)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Refusal.WriteAsync(http, StatusCodes.Status429TooManyRequests, new EsriError(StatusCodes.Status429TooManyRequests,
            "Too many requests.",
            [string.Create(CultureInfo.InvariantCulture, $"There were too many requests of {who}. Try again after {seconds} s.")]));
    }

    /// <summary>The counter of an address; IPv6 addresses of one network of 64 bits, which is what one customer has, share one.</summary>
    public static int Counter(IPAddress? address)
    {
        if (address is null)
        {
            return NoAddress;
        }

        Span<byte> bytes = stackalloc byte[16];
        var known = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        known.TryWriteBytes(bytes, out var length);
        var hash = new HashCode();
        hash.AddBytes(known.AddressFamily == AddressFamily.InterNetworkV6 ? bytes[..NetworkBytes] : bytes[..length]);
        return hash.ToHashCode() & (Counters - 1);
    }
}
