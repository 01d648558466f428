using System.Net;

namespace GpServer.Outgoing;

/// <summary>Looks up the addresses of hosts.</summary>
interface IHostAddresses
{
    /// <summary>The addresses of a name; none where there is no such name.</summary>
    ValueTask<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken stop);
}
