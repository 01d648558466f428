using GpServer.Core;
using GpServer.Options;

namespace GpServer.Rest.Layers;

/// <summary>Queries of layers are computed a few at a time: each keeps a core busy, and what it sorts or groups in memory.</summary>
sealed class QueryTurns(CurrentLimits limits) : IDisposable
{
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    readonly SemaphoreSlim _turns = new(2 * Environment.ProcessorCount);
    int _waiting;

    /// <summary>Waits for a turn, which ends when what is returned is disposed.</summary>
    /// <exception cref="GpException">Too many others wait, or none of them came to an end in time.</exception>
    public async Task<IDisposable> TakeAsync(CancellationToken stop)
    {
        // Whoever finds a free turn does not wait, and is let through even where nobody may wait.
        if (!await _turns.WaitAsync(0, stop))
        {
            await WaitAsync(stop);
        }

        return new Turn(_turns);
    }

    public void Dispose() => _turns.Dispose();

    async Task WaitAsync(CancellationToken stop)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > limits.Now.Waiting)
            {
                throw new GpException(GpError.Busy, "Too many queries are asked at the same time; try again later.");
            }

            if (!await _turns.WaitAsync(LongestWait, stop))
            {
                throw new GpException(
                    GpError.Busy,
                    $"The query waited {LongestWait.TotalSeconds} s for others to end, which is the limit; try again later.");
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
