using System.Net;
using System.Net.Sockets;
using GpServer.Core;
using GpServer.Options;

namespace GpServer.Outgoing;

/// <summary>
/// Connects to a host at an address that was checked. The name is looked up once, here, and the connection goes to what was found: a name that
/// has another address a moment later changes nothing.
/// </summary>
sealed class GuardedConnection(IHostAddresses addresses, OutgoingOptions options)
{
    // A host with more has room for some of them only.
    const int MostAddresses = 16;

    readonly HostPattern[] _allowed = [.. options.AllowedHosts.Select(HostPattern.Parse)];

    /// <summary>True where an administrator has named the host.</summary>
    public bool IsAllowed(string host, int port) => _allowed.Any(pattern => pattern.Matches(host, port));

    /// <exception cref="OutgoingFailure">The host has no address that may be asked, or none that answers.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken stop)
    {
        var name = IPAddress.TryParse(host.Host, out var literal) ? literal.ToString() : host.Host.ToLowerInvariant().TrimEnd('.');
        IReadOnlyList<IPAddress> found = literal is not null ? [literal] : await addresses.FindAsync(name, stop);
        if (!IsAllowed(name, host.Port))
        {
            found = [.. found.Where(address => !ForbiddenAddresses.IsForbidden(address))];
        }

        if (found.Count == 0)
        {
            // The same for a name that there is not: who asks must not learn which names there are inside.
            throw new OutgoingFailure(GpError.InvalidParameter,
                $"the host {name} was not found, or it has only addresses that inputs are not fetched "
                + "from (private, local and reserved ones); an administrator can allow it");
        }

        return await ConnectAsync(found, name, host.Port, stop);
    }

    static async Task<Stream> ConnectAsync(IReadOnlyList<IPAddress> found, string name, int port, CancellationToken stop)
    {
        SocketException? failure = null;
        foreach (var address in found.Take(MostAddresses))
        {
            var target = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(target, port, stop);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                failure = e;
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new OutgoingFailure(GpError.InvalidParameter,
            $"the host {name} does not answer at port {port}", failure)
        { IsPassing = true };
    }
}
