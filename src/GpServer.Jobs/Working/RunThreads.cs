using System.Collections.Concurrent;

namespace GpServer.Jobs.Working;

/// <summary>
/// Threads for runs alone. A run blocks its thread for as long as it takes; on the threads that answer requests, a few long runs would make
/// every request wait. A thread that is free waits a while for the next run.
/// </summary>
sealed class RunThreads
{
    static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    readonly ConcurrentStack<Worker> _free = new();

    /// <summary>Runs the work on a thread that does nothing else.</summary>
    public void Start(Action work)
    {
        while (_free.TryPop(out var worker))
        {
            if (worker.TryGive(work))
            {
                return;
            }
        }

        new Worker(this).Start(work);
    }

    sealed class Worker(RunThreads threads)
    {
        readonly object _gate = new();
        Action? _work;
        bool _hasEnded;

        public void Start(Action work)
        {
            _work = work;
            new Thread(Loop) { IsBackground = true, Name = "Job" }.Start();
        }

        public bool TryGive(Action work)
        {
            lock (_gate)
            {
                if (_hasEnded)
                {
                    return false;
                }

                _work = work;
                Monitor.Pulse(_gate);
                return true;
            }
        }

        void Loop()
        {
            while (Take() is { } work)
            {
                work();
                threads._free.Push(this);
            }
        }

        Action? Take()
        {
            lock (_gate)
            {
                if (_work is null)
                {
                    Monitor.Wait(_gate, KeptFor);
                }

                var work = _work;
                _work = null;
                _hasEnded = work is null;
                return work;
            }
        }
    }
}
