using System.Collections.Concurrent;

namespace GpServer.Jobs;

/// <summary>Tells whoever waits in this process that a job was changed by this process.</summary>
sealed class JobChanges
{
    const int Stripes = 256;

    readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);
    readonly long[] _epochs = new long[Stripes];

    /// <summary>Told of each job that was changed.</summary>
    public event Action<string>? Changed;

    /// <summary>A number that is another after each change of the job, for noticing one that came during a read.</summary>
    public long Epoch(string jobId) => Volatile.Read(ref _epochs[Stripe(jobId)]);

    public void Tell(string jobId)
    {
        Interlocked.Increment(ref _epochs[Stripe(jobId)]);
        Changed?.Invoke(jobId);
        if (_waiting.TryRemove(jobId, out var waiting))
        {
            waiting.TrySetResult();
        }
    }

    /// <summary>Completes with the job's next change.</summary>
    public Task NextAsync(string jobId) =>
        _waiting.GetOrAdd(jobId, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    static int Stripe(string jobId) => (int)((uint)string.GetHashCode(jobId, StringComparison.Ordinal) % Stripes);
}
