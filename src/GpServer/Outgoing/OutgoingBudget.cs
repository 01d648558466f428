using GpServer.Core;
using GpServer.Options;

namespace GpServer.Outgoing;

/// <summary>What one run may fetch, over all its inputs.</summary>
sealed class OutgoingBudget(OutgoingOptions options)
{
    long _bytes;
    int _requests;

    /// <exception cref="OutgoingFailure">The run has made as many requests as it may.</exception>
    public void TakeRequest()
    {
        if (Interlocked.Increment(ref _requests) > options.RequestsPerRun)
        {
            throw new OutgoingFailure(GpError.LimitExceeded, $"more than {options.RequestsPerRun} requests are needed, the limit of one run");
        }
    }

    /// <exception cref="OutgoingFailure">The run has fetched as much as it may.</exception>
    public void TakeBytes(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > options.BytesPerRun)
        {
            throw new OutgoingFailure(GpError.LimitExceeded, $"all inputs together have more than {options.BytesPerRun} bytes, the limit of one run");
        }
    }
}
