using System.Collections.Concurrent;
using System.Net;
using GpServer.Core;

namespace GpServer.Security;

/// <summary>
/// Makes guessing passwords slow: after some failures each further try has to wait, longer each time. Failures count by user and network, by
/// network, and by user from everywhere; the last holds up only networks from which the user has not signed in lately, so that others cannot keep
/// somebody from the usual place. Names that there are not are treated as those that there are. Each node counts for itself.
/// </summary>
sealed class SignInLimits(TimeProvider clock)
{
    const int MostKnown = 100_000;
    const int NetworkBytes = 8;

    // What failed so long ago is forgotten, and so is where somebody signed in.
    static readonly TimeSpan Memory = TimeSpan.FromMinutes(30);
    static readonly TimeSpan Usual = TimeSpan.FromDays(30);
    static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<Key, Failures> _failures = new();
    readonly ConcurrentDictionary<Key, long> _usual = new();

    /// <summary>Counts of failures that are known.</summary>
    public int Known => _failures.Count;

    /// <summary>Lets a try through.</summary>
    /// <exception cref="GpException">It comes too early; the message says when it may come.</exception>
    public void Check(string user, string address)
    {
        var (both, network, everywhere) = Keys(user, address);
        var wait = TimeSpan.FromTicks(Math.Max(
            Wait(both, free: 5, TimeSpan.FromMinutes(1)).Ticks, Wait(network, free: 20, TimeSpan.FromMinutes(15)).Ticks));
        if (!IsUsual(both))
        {
            wait = TimeSpan.FromTicks(Math.Max(wait.Ticks, Wait(everywhere, free: 30, TimeSpan.FromMinutes(1)).Ticks));
        }

        if (wait > TimeSpan.Zero)
        {
            throw new GpException(GpError.SignInRefused,
                $"There were too many failed attempts to sign in; try again in {Math.Ceiling(wait.TotalSeconds)} seconds.");
        }
    }

    public void Failed(string user, string address)
    {
        var (both, network, everywhere) = Keys(user, address);
        Count(both);
        Count(network);
        Count(everywhere);
    }

    /// <summary>Forgets the user's failures from there. Those of the network stay: who knows one password may be guessing another.</summary>
    public void Succeeded(string user, string address)
    {
        var (both, _, _) = Keys(user, address);
        _failures.TryRemove(both, out _);
        if (_usual.Count >= MostKnown)
        {
            _usual.Clear();
        }

        _usual[both] = clock.GetTimestamp();
    }

    static (Key Both, Key Network, Key Everywhere) Keys(string user, string address)
    {
        // What can be no user's name is one name for all: texts of any length must not be kept.
        var name = UserNames.Problem(user) is null ? user : "?";
        var network = NetworkOf(address);
        return (new(name, network), new("*", network), new(name, "*"));
    }

    /// <summary>An address of IPv4; of IPv6 its network of 64 bits, of which one customer has all.</summary>
    static string NetworkOf(string address) =>
        IPAddress.TryParse(address, out var ip) && ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? Convert.ToHexString(ip.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address;

    bool IsUsual(Key both) => _usual.TryGetValue(both, out var at) && clock.GetElapsedTime(at) < Usual;

    TimeSpan Wait(Key key, int free, TimeSpan longest)
    {
        if (!_failures.TryGetValue(key, out var failures) || failures.Count < free)
        {
            return TimeSpan.Zero;
        }

        var over = failures.Count - free;
        var delay = over > 20 ? longest : TimeSpan.FromTicks(Math.Min(longest.Ticks, First.Ticks << over));
        return delay - clock.GetElapsedTime(failures.At);
    }

    void Count(Key key)
    {
        if (_failures.Count >= MostKnown)
        {
            Forget();
        }

        var now = clock.GetTimestamp();
        _failures.AddOrUpdate(key, new Failures(1, now), (_, known) =>
            clock.GetElapsedTime(known.At) > Memory ? new Failures(1, now) : new Failures(known.Count + 1, now));
    }

    // Who floods it with names has paid for each with a failure of the own network, which is forgotten last.
    void Forget()
    {
        foreach (var (key, failures) in _failures)
        {
            if (failures.Count <= 1 || clock.GetElapsedTime(failures.At) > Memory)
            {
                _failures.TryRemove(key, out _);
            }
        }

        if (_failures.Count >= MostKnown)
        {
            _failures.Clear();
        }
    }

    readonly record struct Key(string User, string Network);

    readonly record struct Failures(int Count, long At);
}
