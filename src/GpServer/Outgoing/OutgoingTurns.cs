using GpServer.Core;
using GpServer.Options;

namespace GpServer.Outgoing;

/// <summary>Bounds the requests under way, to each host and to all, so that one slow host does not take the turns of the others.</summary>
sealed class OutgoingTurns(OutgoingOptions options, TimeProvider clock) : IDisposable
{
    readonly SemaphoreSlim _all = new(options.Requests);
    readonly Dictionary<string, Host> _hosts = new(StringComparer.Ordinal);
    readonly Lock _lock = new();

    /// <summary>Waits for a turn, which ends when what is given back is disposed.</summary>
    /// <exception cref="OutgoingFailure">None became free in time.</exception>
    public async ValueTask<IDisposable> TakeAsync(string name, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        var longest = TimeSpan.FromSeconds(options.WaitSeconds);
        var host = Enter(name);
        try
        {
            if (!await host.Free.WaitAsync(longest, stop))
            {
                throw Busy($"{options.RequestsPerHost} requests to the host {name} are");
            }
        }
        catch
        {
            Leave(name, host);
            throw;
        }

        try
        {
            var left = longest - clock.GetElapsedTime(began);
            if (!await _all.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, stop))
            {
                throw Busy($"{options.Requests} requests to other servers are");
            }
        }
        catch
        {
            host.Free.Release();
            Leave(name, host);
            throw;
        }

        return new Turn(this, name, host);
    }

    public void Dispose() => _all.Dispose();

    Host Enter(string name)
    {
        lock (_lock)
        {
            if (!_hosts.TryGetValue(name, out var host))
            {
                _hosts.Add(name, host = new Host(new SemaphoreSlim(options.RequestsPerHost)));
            }

            host.Users++;
            return host;
        }
    }

    void Leave(string name, Host host)
    {
        lock (_lock)
        {
            if (--host.Users == 0)
            {
                _hosts.Remove(name);
                host.Free.Dispose();
            }
        }
    }

    OutgoingFailure Busy(string what) => new(GpError.Busy,
        FormattableString.Invariant($"{what} under way, the limit of this server, and none ended in {options.WaitSeconds} seconds; try again later"));

    sealed class Host(SemaphoreSlim free)
    {
        public SemaphoreSlim Free => free;

        public int Users { get; set; }
    }

    sealed class Turn(OutgoingTurns turns, string name, Host host) : IDisposable
    {
        bool _ended;

        public void Dispose()
        {
            if (!_ended)
            {
                _ended = true;
                turns._all.Release();
                host.Free.Release();
                turns.Leave(name, host);
            }
        }
    }
}
