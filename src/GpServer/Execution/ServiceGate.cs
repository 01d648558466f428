using GpServer.Catalog;
using GpServer.Core;
using GpServer.Options;

namespace GpServer.Execution;

/// <summary>The instances of one service: how many runs it may have at once, and who waits for a free one.</summary>
sealed class ServiceGate(GpService service, CurrentLimits limits) : IDisposable
{
    readonly SemaphoreSlim _free = new(service.MaxInstances);
    readonly Lock _lock = new();
    GpService _service = service;

    // Instances that a change took away while runs had them: who leaves first gives them up.
    int _owed;
    int _waiting;

    /// <summary>All instances.</summary>
    public int Most => Volatile.Read(ref _service).MaxInstances;

    /// <summary>Instances that no run has.</summary>
    public int Free => _free.CurrentCount;

    /// <summary>Takes what the service is now, where it has been changed.</summary>
    public void Follow(GpService service)
    {
        if (ReferenceEquals(Volatile.Read(ref _service), service))
        {
            return;
        }

        lock (_lock)
        {
            var more = service.MaxInstances - _service.MaxInstances;
            Volatile.Write(ref _service, service);
            for (; more > 0; more--)
            {
                GiveBack();
            }

            for (; more < 0; more++)
            {
                if (!_free.Wait(0, CancellationToken.None))
                {
                    _owed++;
                }
            }
        }
    }

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
            var mostWaiting = limits.Now.Waiting;
            if (Interlocked.Increment(ref _waiting) > mostWaiting)
            {
                throw Busy($"and {mostWaiting} requests wait for one");
            }

            var longest = Volatile.Read(ref _service).MaxWaitTime;
            if (!await _free.WaitAsync(longest, stop))
            {
                throw Busy(FormattableString.Invariant($"for longer than {longest.TotalSeconds} seconds"));
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            GiveBack();
        }
    }

    public void Dispose() => _free.Dispose();

    void GiveBack()
    {
        if (_owed > 0)
        {
            _owed--;
        }
        else
        {
            _free.Release();
        }
    }

    GpException Busy(string how) => new(GpError.Busy,
        $"All {Most} instances of the service {Volatile.Read(ref _service).QualifiedName} are in use, {how}. Try again later.");
}
