using System.Net;
using System.Net.Sockets;

namespace GpServer.Outgoing;

/// <summary>Asks the system, as all programs do.</summary>
sealed class SystemHostAddresses : IHostAddresses
{
    public async ValueTask<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken stop)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, stop);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return [];
        }
    }
}
