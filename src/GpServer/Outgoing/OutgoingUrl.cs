using System.Net;

namespace GpServer.Outgoing;

/// <summary>A URL that the server may be asked to fetch, with its host in the one way in which hosts are compared.</summary>
sealed class OutgoingUrl
{
    public const int Longest = 65_536;

    OutgoingUrl(Uri uri, string host)
    {
        Uri = uri;
        Host = host;
    }

    public Uri Uri { get; }

    /// <summary>Lower case, of ASCII (names with other letters as <c>xn--</c>), without a dot at its end; addresses without brackets.</summary>
    public string Host { get; }

    public int Port => Uri.Port;

    public bool IsHttps => Uri.Scheme == Uri.UriSchemeHttps;

    /// <summary>How error texts call it: nothing of its path and query, in which there may be tokens.</summary>
    public string Shown => Uri.IsDefaultPort ? Host : FormattableString.Invariant($"{Host}:{Port}");

    /// <exception cref="OutgoingFailure">It is no URL that could be fetched.</exception>
    public static OutgoingUrl Parse(string text)
    {
        text = text.Trim();
        if (text.Length > Longest)
        {
            throw Invalid($"the URL has more than {Longest} characters, the limit of one URL");
        }

        // A parser may drop or turn what a person does not see; what stands there and what is asked for must be the same.
        if (text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character == '\\'))
        {
            throw Invalid("the URL has a blank, a control character or a backslash in it");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
        {
            throw Invalid("the URL is not valid; it must begin with http:// or https://");
        }

        return Of(uri, text);
    }

    /// <summary>Where a redirect leads.</summary>
    /// <exception cref="OutgoingFailure">It is no URL that could be fetched, or one without the protection that this one has.</exception>
    public OutgoingUrl Follow(string location)
    {
        var next = Uri.TryCreate(Uri, location, out var uri)
            ? Parse(uri.OriginalString)
            : throw Invalid("it leads to something that is no URL");
        return IsHttps && !next.IsHttps ? throw Invalid($"the host {Shown} redirects from https to http, which is not followed") : next;
    }

    /// <summary>The same host, or the same by HTTPS: what was meant for the one may be sent to the other.</summary>
    public bool IsSameServer(OutgoingUrl other) =>
        Host == other.Host && (Port == other.Port || (Uri.IsDefaultPort && other.Uri.IsDefaultPort));

    public OutgoingUrl WithPath(string path, string query) =>
        Of(new UriBuilder(Uri) { Path = path, Query = query, Fragment = "" }.Uri, "");

    /// <summary>A name as hosts are compared; null where it is none.</summary>
    public static string? HostOf(string name)
    {
        try
        {
            return Uri.TryCreate($"http://{name}/", UriKind.Absolute, out var uri) && uri.HostNameType == UriHostNameType.Dns
                ? Normal(uri)
                : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    static OutgoingUrl Of(Uri uri, string text)
    {
        if (uri.UserInfo.Length > 0 || AuthorityOf(text).Contains('@'))
        {
            throw Invalid("the URL has a user name in it; a token is given as token");
        }

        if (AuthorityOf(text).Contains('%')
            || uri.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6) || uri.Port < 1)
        {
            throw Invalid("the URL has no valid host");
        }

        try
        {
            return Normal(uri) is { Length: > 0 } host ? new OutgoingUrl(uri, host) : throw Invalid("the URL has no valid host");
        }
        catch (UriFormatException)
        {
            throw Invalid("the URL has no valid host");
        }
    }

    static string Normal(Uri uri) => IPAddress.TryParse(uri.IdnHost, out var address)
        ? address.ToString()
        : uri.IdnHost.ToLowerInvariant().TrimEnd('.');

    static ReadOnlySpan<char> AuthorityOf(string text)
    {
        var start = text.IndexOf("//", StringComparison.Ordinal);
        if (start < 0)
        {
            return "";
        }

        var rest = text.AsSpan(start + 2);
        return rest.IndexOfAny("/?#") is var end and >= 0 ? rest[..end] : rest;
    }

    static OutgoingFailure Invalid(string why) => new(Core.GpError.InvalidParameter, why);
}
