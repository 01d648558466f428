using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace GpServer.Outgoing;

/// <summary>Hosts that somebody has named: one, or with <c>*.</c> all below it; with a port, that alone.</summary>
/// <param name="Name">The host as <see cref="OutgoingUrl.Host"/> writes it; without the asterisk, with its dot, where all below are meant.</param>
/// <param name="Port">The only port, or null.</param>
sealed record HostPattern(string Name, int? Port)
{
    public bool Matches(string host, int port) => Port is not { } only || only == port
        ? Name.StartsWith('.') ? host.EndsWith(Name, StringComparison.Ordinal) && host.Length > Name.Length : host == Name
        : false;

    /// <exception cref="ArgumentException">It is none.</exception>
    public static HostPattern Parse(string text) =>
        TryParse(text, out var pattern) ? pattern : throw new ArgumentException($"'{text}' is no host.", nameof(text));

    public static bool TryParse(string text, [NotNullWhen(true)] out HostPattern? pattern)
    {
        pattern = null;
        var below = text.StartsWith("*.", StringComparison.Ordinal);
        var rest = below ? text[2..] : text;
        int? port = null;

        // An address of IPv6 has colons of its own; with a port it stands in brackets.
        if (rest.LastIndexOf(':') is var colon and >= 0 && (rest.IndexOf(':') == colon || rest[colon - 1] == ']'))
        {
            if (!int.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number is < 1 or > IPEndPoint.MaxPort)
            {
                return false;
            }

            port = number;
            rest = rest[..colon];
        }

        var isAddress = IPAddress.TryParse(rest.Trim('[', ']'), out var address);
        if (isAddress && !below && rest.Length > 0)
        {
            pattern = new HostPattern(address!.ToString(), port);
            return true;
        }

        if (isAddress || Uri.CheckHostName(rest) != UriHostNameType.Dns || OutgoingUrl.HostOf(rest) is not { } host)
        {
            return false;
        }

        pattern = new HostPattern(below ? $".{host}" : host, port);
        return true;
    }
}
