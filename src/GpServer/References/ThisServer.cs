using GpServer.Options;
using GpServer.Outgoing;
using Microsoft.Extensions.Options;

namespace GpServer.References;

/// <summary>
/// Knows the URLs of this server: those below its public ones, and below the address of the request. What names resolve to says nothing of it.
/// </summary>
sealed class ThisServer(IOptions<GpServerOptions> options)
{
    readonly OutgoingUrl[] _publicUrls = [.. options.Value.PublicUrls.Select(OutgoingUrl.Parse)];
    readonly string[] _pathBases = [.. options.Value.Rest.EffectivePathBases];

    /// <summary>The path below the root of this server that a URL names, decoded part by part by who reads it; null where it is another server's.</summary>
    /// <param name="baseUrl">The address of the request, up to its root; empty where it is not known.</param>
    public string? PathOf(OutgoingUrl url, string baseUrl)
    {
        foreach (var known in _publicUrls)
        {
            if (Below(url, known) is { } path)
            {
                return path;
            }
        }

        return baseUrl.Length > 0 && Parsed(baseUrl) is { } address && Below(url, address) is { } own ? own : null;
    }

    /// <summary>The address of a request, which is what its client wrote; null where it is no URL, and so nobody's.</summary>
    static OutgoingUrl? Parsed(string baseUrl)
    {
        try
        {
            return OutgoingUrl.Parse(baseUrl);
        }
        catch (OutgoingFailure)
        {
            return null;
        }
    }

    string? Below(OutgoingUrl url, OutgoingUrl known)
    {
        if (url.Host != known.Host || url.Port != known.Port || url.IsHttps != known.IsHttps)
        {
            return null;
        }

        // A request under /arcgis may well name what is at the root, and the other way round; not so what a proxy keeps elsewhere.
        var root = known.Uri.AbsolutePath.TrimEnd('/');
        var outer = _pathBases.FirstOrDefault(path => root.EndsWith(path, StringComparison.OrdinalIgnoreCase)) is { } inner
            ? root[..^inner.Length]
            : root;
        if (Cut(url.Uri.AbsolutePath, outer) is not { } rest)
        {
            return null;
        }

        return _pathBases.Select(path => Cut(rest, path)).FirstOrDefault(cut => cut is not null) ?? rest;
    }

    static string? Cut(string path, string start) =>
        path.StartsWith(start, StringComparison.OrdinalIgnoreCase) && (path.Length == start.Length || path[start.Length] == '/')
            ? path[start.Length..]
            : null;
}
