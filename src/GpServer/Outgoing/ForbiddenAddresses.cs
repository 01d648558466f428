using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace GpServer.Outgoing;

/// <summary>
/// Addresses that callers must not reach through this server: everything that is not on the public internet (the special-purpose registries of
/// IANA, RFC 6890 and its successors), and where clouds answer their machines. An address of IPv6 that carries one of IPv4 is judged by both.
/// </summary>
static class ForbiddenAddresses
{
    static readonly IPNetwork[] Networks =
    [
        .. Parse(
            "0.0.0.0/8",          // this network
            "10.0.0.0/8",         // private
            "100.64.0.0/10",      // shared by customers of a provider
            "127.0.0.0/8",        // this machine
            "169.254.0.0/16",     // link-local, the metadata of clouds among them
            "172.16.0.0/12",      // private
            "192.0.0.0/24",       // protocol assignments
            "192.0.2.0/24",       // documentation
            "192.88.99.0/24",     // former relays of 6to4
            "192.168.0.0/16",     // private
            "198.18.0.0/15",      // benchmarks
            "198.51.100.0/24",    // documentation
            "203.0.113.0/24",     // documentation
            "224.0.0.0/3",        // multicast, reserved, broadcast
            "168.63.129.16/32"),  // the platform's own address in Azure
    ];

    // Of IPv6 only what is given out on the internet is let through, without these parts of it.
    static readonly IPNetwork PublicIpV6 = IPNetwork.Parse("2000::/3");

    static readonly IPNetwork[] SpecialIpV6 =
    [
        .. Parse(
            "2001::/23",      // protocol assignments: Teredo, benchmarks, ORCHID
            "2001:db8::/32",  // documentation
            "3fff::/20"),     // documentation
    ];

    static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    public static bool IsForbidden(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return Networks.Any(network => network.Contains(address));
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.ScopeId != 0)
        {
            return true;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return IsForbidden(address.MapToIPv4());
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (Nat64.Contains(address))
        {
            return IsForbidden(new IPAddress(bytes[12..]));
        }

        if (!PublicIpV6.Contains(address) || SpecialIpV6.Any(network => network.Contains(address)))
        {
            return true;
        }

        return (SixToFour.Contains(address) && IsForbidden(new IPAddress(bytes[2..6])))
            || (IsIsatap(bytes) && IsForbidden(new IPAddress(bytes[12..])));
    }

    // The second half of an ISATAP address is 0000:5efe or 0200:5efe and an address of IPv4 (RFC 5214).
    static bool IsIsatap(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) is 0x00005EFE or 0x02005EFE;

    static IEnumerable<IPNetwork> Parse(params string[] networks) => networks.Select(network => IPNetwork.Parse(network));
}
