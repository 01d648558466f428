using GpServer.Core;
using GpServer.Options;
using Microsoft.Extensions.Options;

namespace GpServer.Rest.Requests;

/// <summary>Counts the memory that the fields of all requests hold together, so that many large requests at once cannot exhaust it.</summary>
sealed class RequestMemory(IOptions<GpServerOptions> options)
{
    readonly long _most = options.Value.Limits.AllRequestBytes;
    long _held;

    public long Held => Interlocked.Read(ref _held);

    /// <exception cref="GpException">All requests together would hold more than they may.</exception>
    public void Take(int bytes)
    {
        if (Interlocked.Add(ref _held, bytes) > _most)
        {
            Interlocked.Add(ref _held, -bytes);
            throw new GpException(GpError.Busy,
                $"The requests under way hold {_most} bytes together, the limit of this server. Try again in a moment.");
        }
    }

    public void Return(int bytes) => Interlocked.Add(ref _held, -bytes);
}
