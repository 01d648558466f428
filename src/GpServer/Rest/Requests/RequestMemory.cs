using GpServer.Core;
using GpServer.Options;

namespace GpServer.Rest.Requests;

/// <summary>Counts the memory that the fields of all requests hold together, so that many large requests at once cannot exhaust it.</summary>
sealed class RequestMemory(CurrentLimits limits)
{
    long _held;

    public long Held => Interlocked.Read(ref _held);

    /// <exception cref="GpException">All requests together would hold more than they may.</exception>
    public void Take(int bytes)
    {
        var most = limits.Now.AllRequestBytes;
        if (Interlocked.Add(ref _held, bytes) > most)
        {
            Interlocked.Add(ref _held, -bytes);
            throw new GpException(GpError.Busy,
                $"The requests under way hold {most} bytes together, the limit of this server. Try again in a moment.");
        }
    }

    public void Return(int bytes) => Interlocked.Add(ref _held, -bytes);
}
