using System.Collections.Concurrent;
using GpServer.Core;

namespace GpServer.Security;

/// <summary>
/// Makes guessing passwords slow: after some failures each further try of the same user, or from the same address, has to wait, longer each
/// time. Names that there are not are treated as those that there are. Each node counts for itself.
/// </summary>
sealed class SignInLimits(TimeProvider clock)
{
    // An address may be that of many people behind one proxy.
    const int FreeOfUser = 5;
    const int FreeOfAddress = 20;
    const int MostKnown = 100_000;

    static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestOfUser = TimeSpan.FromMinutes(1);
    static readonly TimeSpan LongestOfAddress = TimeSpan.FromMinutes(15);

    // What failed so long ago is forgotten.
    static readonly TimeSpan Memory = TimeSpan.FromMinutes(30);

    readonly ConcurrentDictionary<(bool OfUser, string Name), Failures> _failures = new();

    /// <summary>Users and addresses of which failures are known.</summary>
    public int Known => _failures.Count;

    /// <summary>Lets a try through.</summary>
    /// <exception cref="GpException">It comes too early; the message says when it may come.</exception>
    public void Check(string user, string address)
    {
        var wait = TimeSpan.FromTicks(Math.Max(Wait((true, user)).Ticks, Wait((false, address)).Ticks));
        if (wait > TimeSpan.Zero)
        {
            throw new GpException(GpError.SignInRefused,
                $"There were too many failed attempts to sign in; try again in {Math.Ceiling(wait.TotalSeconds)} seconds.");
        }
    }

    public void Failed(string user, string address)
    {
        Count((true, user));
        Count((false, address));
    }

    /// <summary>Forgets the user's failures. Those of the address stay: who knows one password may be guessing another.</summary>
    public void Succeeded(string user) => _failures.TryRemove((true, user), out _);

    /// <summary>Takes back the count of an attempt that succeeded.</summary>
    public void Forgive(string address)
    {
        if (_failures.TryGetValue((false, address), out var known))
        {
            _ = known.Count <= 1
                ? _failures.TryRemove(KeyValuePair.Create((false, address), known))
                : _failures.TryUpdate((false, address), known with { Count = known.Count - 1 }, known);
        }
    }

    TimeSpan Wait((bool OfUser, string Name) key)
    {
        if (!_failures.TryGetValue(key, out var failures))
        {
            return TimeSpan.Zero;
        }

        var over = failures.Count - (key.OfUser ? FreeOfUser : FreeOfAddress);
        if (over < 0)
        {
            return TimeSpan.Zero;
        }

        var longest = key.OfUser ? LongestOfUser : LongestOfAddress;
        var delay = over > 20 ? longest : TimeSpan.FromTicks(Math.Min(longest.Ticks, First.Ticks << over));
        return delay - clock.GetElapsedTime(failures.At);
    }

    void Count((bool OfUser, string Name) key)
    {
        if (_failures.Count >= MostKnown)
        {
            Forget();
        }

        var now = clock.GetTimestamp();
        _failures.AddOrUpdate(key, new Failures(1, now), (_, known) =>
            clock.GetElapsedTime(known.At) > Memory ? new Failures(1, now) : new Failures(known.Count + 1, now));
    }

    // Whoever floods it with names forgets single failures of others, and pays for it with those of the own address.
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

    readonly record struct Failures(int Count, long At);
}
