using System.Collections.Concurrent;
using GpServer.Core;
using GpServer.Jobs.Operations;
using GpServer.Storage;

namespace GpServer.Jobs;

/// <summary>
/// Bounds on what may wait. Counting a queue reads all of it, which at each submit would make a long queue slower the longer it is. So a
/// count is kept for as long as a hundred times what it took, what this node adds is added to it, and only when that reaches the bound is
/// counted anew before anybody is refused. One node never goes beyond the bound; several may, by what the others add in that time.
/// </summary>
sealed class QueueBounds(Store store, TimeProvider clock)
{
    const int MostCounts = 10_000;
    const int KeptFor = 100;

    const int MostLooks = 100;

    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<(bool OfUser, string Name), Count> _counts = new();

    /// <summary>Counts one more job in.</summary>
    /// <exception cref="GpException">As many wait as may.</exception>
    public async ValueTask AddAsync(string service, int mostOfService, string user, int mostOfUser, CancellationToken stop)
    {
        await AddAsync((false, service), mostOfService, $"the service {service}", stop).ConfigureAwait(false);
        var added = false;
        try
        {
            await AddAsync((true, user), mostOfUser, user.Length == 0 ? "anonymous callers" : "this user", stop).ConfigureAwait(false);
            added = true;
        }
        finally
        {
            if (!added)
            {
                End((false, service), stored: false);
            }
        }
    }

    /// <summary>To be called once for each job that was counted in: it is in the database now, or was not stored after all.</summary>
    public void End(string service, string user, bool stored)
    {
        End((false, service), stored);
        End((true, user), stored);
    }

    async ValueTask AddAsync((bool OfUser, string Name) key, int most, string whose, CancellationToken stop)
    {
        var count = _counts.GetOrAdd(key, static _ => new Count());
        if (count.TryAdd(most, clock))
        {
            return;
        }

        if (count.IsFull(clock))
        {
            throw Full(most, whose);
        }

        if (_counts.Count > MostCounts)
        {
            _counts.Clear();
        }

        await count.Turn.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (count.TryAdd(most, clock))
            {
                return;
            }

            await CountAsync(key, count, stop).ConfigureAwait(false);
            if (count.TryAdd(most, clock))
            {
                return;
            }

            // Jobs under way may have been counted twice. At the bound nobody is added meanwhile, so they come to an end.
            for (var look = 0; look < MostLooks && count.UnderWay > 0; look++)
            {
                await Task.Delay(Look, clock, stop).ConfigureAwait(false);
            }

            await CountAsync(key, count, stop).ConfigureAwait(false);
            if (!count.TryAdd(most, clock))
            {
                count.SetFull(clock);
                throw Full(most, whose);
            }
        }
        finally
        {
            count.Turn.Release();
        }
    }

    async Task CountAsync((bool OfUser, string Name) key, Count count, CancellationToken stop)
    {
        var started = clock.GetTimestamp();
        var storedBefore = count.Stored;
        var waiting = await CountQueued.RunAsync(store, key.OfUser, key.Name, stop).ConfigureAwait(false);
        var took = clock.GetElapsedTime(started) * KeptFor;
        count.Set(waiting, storedBefore, clock.GetTimestamp(), took > Shortest ? took : Shortest);
    }

    static GpException Full(int most, string whose) =>
        new(GpError.QueueFull, $"{most} jobs of {whose} wait already, as many as may. Try again later.");

    void End((bool OfUser, string Name) key, bool stored)
    {
        if (_counts.TryGetValue(key, out var count))
        {
            count.End(stored);
        }
    }

    sealed class Count
    {
        readonly Lock _lock = new();
        long _known;
        long _at;
        TimeSpan _keptFor = TimeSpan.Zero;
        TimeSpan _fullFor = TimeSpan.Zero;

        // Jobs that were counted in and are perhaps not in the database yet: a new count may miss them.
        long _underWay;

        // Jobs that were counted in and are in the database now.
        long _stored;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public long Stored
        {
            get
            {
                lock (_lock)
                {
                    return _stored;
                }
            }
        }

        public long UnderWay
        {
            get
            {
                lock (_lock)
                {
                    return _underWay;
                }
            }
        }

        /// <summary>True for a moment after the queue was counted and found full: refusing must cost less than adding.</summary>
        public bool IsFull(TimeProvider clock)
        {
            lock (_lock)
            {
                return _fullFor > TimeSpan.Zero && clock.GetElapsedTime(_at) < _fullFor;
            }
        }

        public void SetFull(TimeProvider clock)
        {
            lock (_lock)
            {
                // A tenth of the time for which the count itself is kept.
                _fullFor = clock.GetElapsedTime(_at) + (_keptFor / 10);
            }
        }

        public bool TryAdd(int most, TimeProvider clock)
        {
            lock (_lock)
            {
                if (_keptFor == TimeSpan.Zero || clock.GetElapsedTime(_at) > _keptFor || _known >= most)
                {
                    return false;
                }

                _known++;
                _underWay++;
                return true;
            }
        }

        public void End(bool stored)
        {
            lock (_lock)
            {
                _underWay = Math.Max(0, _underWay - 1);
                _known -= stored ? 0 : 1;
                _stored += stored ? 1 : 0;
            }
        }

        /// <param name="storedBefore">How many had been stored when the count began: what it missed of those after it came in meanwhile.</param>
        public void Set(long known, long storedBefore, long at, TimeSpan keptFor)
        {
            lock (_lock)
            {
                _known = known + _underWay + (_stored - storedBefore);
                _at = at;
                _keptFor = keptFor;
                _fullFor = TimeSpan.Zero;
            }
        }
    }
}
