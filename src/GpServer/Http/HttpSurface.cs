using System.IO.Compression;
using System.Net;
using GpServer.Options;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GpServer.Http;

/// <summary>What every request passes before it reaches a resource.</summary>
static class HttpSurface
{
    public const int LongestRequestLine = 64 * 1024;

    // Our own bound comes first, with its own words: Kestrel's counts what it has read ahead of us.
    const int ReadAheadBytes = 4 * 1024 * 1024;

    static readonly TimeSpan PreflightAge = TimeSpan.FromHours(1);

    public static IServiceCollection AddHttp(this IServiceCollection services)
    {
        services.AddSingleton<RequestLog>();
        services.AddSingleton<PathBases>();
        services.AddSingleton<HostNames>();
        services.AddSingleton<HttpsOnly>();
        services.AddSingleton<AdminAccess>();
        services.AddRateLimits();
        services.AddCors();
        services.AddRequestDecompression();
        services.AddResponseCompression(compression =>
        {
            // What is compressed holds no secret beside text that an attacker chooses, which is what compression under TLS would give away.
            compression.EnableForHttps = true;
            compression.MimeTypes = ["application/json", "application/geo+json", "application/javascript", "text/html", "text/css"];
        });
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<GpServerOptions>>((kestrel, options) =>
        {
            kestrel.AddServerHeader = false;
            SetLimits(kestrel.Limits, options.Value.Limits);
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<GpServerOptions>>((forwarded, options) =>
            TrustProxies(forwarded, options.Value.Proxy));
        return services;
    }

    public static void UseHttp(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<PathBases>();
        app.Use(SecurityHeaders.SetAsync);
        app.Use(BrokenBodies.RefuseAsync);

        // Before what may refuse for a reason that a page should be able to read.
        app.UseCrossOrigin(app.Services.GetRequiredService<IOptions<GpServerOptions>>().Value.Cors);
        app.UseRateLimits();
        app.UseMiddleware<HostNames>();
        app.UseMiddleware<HttpsOnly>();
        app.UseMiddleware<AdminAccess>();
        app.UseResponseCompression();
        app.UseBodyLimit(app.Services.GetRequiredService<CurrentLimits>());
        app.UseRequestDecompression();
        app.UseRouting();
    }

    // Before the body is decompressed, which takes the same bound.
    static void UseBodyLimit(this WebApplication app, CurrentLimits limits) => app.Use((context, next) =>
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = (long)limits.Now.RequestBytes + ReadAheadBytes;
        }

        return next(context);
    });

    static void UseCrossOrigin(this WebApplication app, CorsOptions options)
    {
        app.Use(VaryByOrigin);
        app.UseCors(policy =>
        {
            // A page may send the credentials that its client knows: tokens. The cookie of the sign-in page does not count for other origins.
            policy.AllowCredentials();
            policy.WithMethods("GET", "POST", "HEAD");
            policy.WithHeaders(HeaderNames.Authorization, "X-Esri-Authorization", HeaderNames.ContentType, HeaderNames.Accept,
                HeaderNames.IfNoneMatch, HeaderNames.CacheControl, HeaderNames.Pragma, HeaderNames.XRequestedWith, HeaderNames.Range,
                HeaderNames.IfRange);
            policy.WithExposedHeaders(HeaderNames.ETag, HeaderNames.AcceptRanges, HeaderNames.ContentRange, HeaderNames.ContentDisposition,
                HeaderNames.RetryAfter);
            policy.SetPreflightMaxAge(PreflightAge);
            _ = options.Origins.Length == 0 ? policy.SetIsOriginAllowed(_ => true) : policy.WithOrigins(options.Origins);
        });
        app.Use(AnswerOptions);
    }

    /// <summary>A cache must know that answers differ by origin also when it asks without one.</summary>
    static Task VaryByOrigin(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Headers.ContainsKey(HeaderNames.Origin))
        {
            context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        }

        return next(context);
    }

    static Task AnswerOptions(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.Allow = "GET, POST, HEAD, OPTIONS";
        return Task.CompletedTask;
    }

    static void SetLimits(KestrelServerLimits kestrel, LimitOptions limits)
    {
        kestrel.MaxRequestBodySize = (long)limits.RequestBytes + ReadAheadBytes;
        kestrel.MaxRequestLineSize = LongestRequestLine;
        kestrel.MaxRequestHeadersTotalSize = limits.RequestHeaderBytes;
        kestrel.MaxRequestHeaderCount = limits.RequestHeaders;
        kestrel.RequestHeadersTimeout = TimeSpan.FromSeconds(limits.HeaderSeconds);
        kestrel.MaxConcurrentConnections = limits.Connections > 0 ? limits.Connections : null;
        var slowest = limits.BodyBytesPerSecond > 0
            ? new MinDataRate(limits.BodyBytesPerSecond, TimeSpan.FromSeconds(limits.BodyGraceSeconds))
            : null;
        kestrel.MinRequestBodyDataRate = slowest;
        kestrel.MinResponseDataRate = slowest;
    }

    static void TrustProxies(ForwardedHeadersOptions forwarded, ProxyOptions proxy)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.All;
        forwarded.ForwardLimit = null;
        foreach (var known in proxy.Known)
        {
            if (IPAddress.TryParse(known, out var address))
            {
                forwarded.KnownProxies.Add(address);
            }
            else
            {
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(known));
            }
        }
    }
}
