using GpServer.Core.Jobs;

namespace GpServer.Jobs.Tests.Working;

/// <summary>Runs whatever a test says.</summary>
sealed class FakeRunner(Action<IJobRun, CancellationToken> run) : IJobRunner
{
    int _running;
    int _most;

    /// <summary>The most runs that there were at the same time.</summary>
    public int Most => _most;

    public void Run(IJobRun run1, CancellationToken stop)
    {
        var now = Interlocked.Increment(ref _running);
        InterlockedMax(ref _most, now);
        try
        {
            run(run1, stop);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
