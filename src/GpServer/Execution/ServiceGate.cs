using GpServer.Catalog;
using GpServer.Core;

namespace GpServer.Execution;

/// <summary>The instances of one service: how many runs it may have at once, and who waits for a free one.</summary>
sealed class ServiceGate(GpService service, int mostWaiting) : IDisposable
{
    readonly SemaphoreSlim _free = new(service.MaxInstances, service.MaxInstances);
    int _waiting;

    /// <summary>All instances.</summary>
    public int Most => service.MaxInstances;

    /// <summary>Instances that no run has.</summary>
    public int Free => _free.CurrentCount;

    /// <summary>Takes an instance, which <see cref="Leave"/> gives back.</summary>
    /// <exception cref="GpException">None became free in the time that the service lets callers wait, or too many wait already.</exception>
    public async ValueTask EnterAsync(CancellationToken stop)
    {
        if (_free.Wait(0, CancellationToken.None))
        {
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _waiting) > mostWaiting)
            {
                throw Busy($"and {mostWaiting} requests wait for one");
            }

            if (!await _free.WaitAsync(service.MaxWaitTime, stop))
            {
                throw Busy(FormattableString.Invariant($"for longer than {service.MaxWaitTime.TotalSeconds} seconds"));
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Leave() => _free.Release();

    public void Dispose() => _free.Dispose();

    GpException Busy(string how) => new(GpError.Busy,
        $"All {service.MaxInstances} instances of the service {service.QualifiedName} are in use, {how}. Try again later.");
}
