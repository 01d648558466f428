using System.Net;
using GpServer.Core;
using GpServer.Rest.Requests;
using Microsoft.Net.Http.Headers;

namespace GpServer.Security;

/// <summary>Finds out who makes a request, from the proof that it carries.</summary>
sealed class CallerReader(SiteState site, TokenProtector tokens, IExternalIdentity external)
{
    public const string Cookie = "agstoken";
    const string EsriHeader = "X-Esri-Authorization";
    const string Bearer = "Bearer ";
    const int LongestToken = 16 * 1024;

    /// <summary>The caller; anonymous without a proof.</summary>
    /// <exception cref="GpException">There is a proof, and it is not valid (any more) or not for this place.</exception>
    public async ValueTask<Caller> ReadAsync(HttpContext http, RequestParameters parameters, CancellationToken stop)
    {
        if (Given(http, parameters) is { } token)
        {
            return OfSite(http, token) ?? await external.ReadAsync(token, stop) ?? throw Invalid();
        }

        return OfCookie(http.Request) is { } cookie
            ? (OfSite(http, cookie) ?? throw Invalid()) with { MayOnlyRead = !IsSurelyOwn(http.Request) }
            : Caller.Anonymous;
    }

    /// <summary>Where a request comes from, as tokens are bound to it.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress is { } address ? TextOf(address) : "";

    /// <summary>An address as tokens are bound to it: one of IPv4 is the same whatever socket it came by.</summary>
    public static string TextOf(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    Caller? OfSite(HttpContext http, string token)
    {
        if (tokens.Read(token) is not { } content)
        {
            return null;
        }

        var now = site.Now;
        var isGood = now.CallerOf(content.User) is not null
            && now.Users[content.User].Stamp == content.Stamp
            && content.Binding.Fits(RefererOf(http.Request), AddressOf(http));
        return isGood ? now.CallerOf(content.User)! with { Token = content } : throw Invalid();
    }

    /// <summary>The first proof that there is; an empty one equals none.</summary>
    static string? Given(HttpContext http, RequestParameters parameters)
    {
        if (parameters.Only("token", LongestToken) is { } field)
        {
            return field;
        }

        return OfHeader(http.Request.Headers[EsriHeader]) ?? OfHeader(http.Request.Headers.Authorization);
    }

    static string? OfHeader(string? header)
    {
        var text = header?.Trim() ?? "";
        if (!text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            // Another scheme is that of something in front of the server.
            return null;
        }

        var token = text[Bearer.Length..].Trim();
        return token.Length == 0 ? null : token;
    }

    // A browser sends the cookie with whatever any page makes it ask for. It counts only where the browser says that the request comes from a
    // page of this server, or from no page.
    static string? OfCookie(HttpRequest request) =>
        request.Cookies[Cookie] is { Length: > 0 } cookie && IsOwn(request) ? cookie : null;

    // Over plain HTTP browsers say nothing of pictures and the like that a page of another port makes them ask for.
    static bool IsSurelyOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 }
        || request.Headers.Origin.ToString() is { Length: > 0 } || request.Headers.Referer.ToString() is { Length: > 0 };

    /// <summary>True for a request that, as far as it says, no page of another origin has caused.</summary>
    public static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site == "same-origin" || (site == "none" && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)));
        }

        // Browsers before that header send the origin with what may change something.
        var from = request.Headers.Origin.ToString() is { Length: > 0 } origin ? origin : request.Headers.Referer.ToString();
        return from.Length == 0
            ? HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            : Uri.TryCreate(from, UriKind.Absolute, out var uri)
                && string.Equals(uri.GetLeftPart(UriPartial.Authority), $"{request.Scheme}://{request.Host.ToUriComponent()}", StringComparison.OrdinalIgnoreCase);
    }

    static string RefererOf(HttpRequest request) =>
        request.Headers[HeaderNames.Referer].ToString() is { Length: > 0 } referer ? referer : request.Headers.Origin.ToString();

    static GpException Invalid() => new(GpError.TokenInvalid, "Invalid Token");
}
