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

    /// <summary>
    /// Completes with the job's next change after <paramref name="begin"/> was called, or when the time is over. Who reads the job in
    /// <paramref name="begin"/> misses no change in between.
    /// </summary>
    /// <param name="begin">False when there is nothing to wait for.</param>
    public async Task NextAsync(string jobId, Func<Task<bool>> begin, TimeSpan longest, TimeProvider clock, CancellationToken stop)
    {
        var next = _waiting.GetOrAdd(jobId, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            if (await begin().ConfigureAwait(false))
            {
                await next.Task.WaitAsync(longest, clock, stop).ConfigureAwait(false);
            }
        }
        catch (TimeoutException)
        {
            // Another node may have changed the job; the caller looks.
        }
        finally
        {
            // Others who wait for the same look when their time is over.
            _waiting.TryRemove(KeyValuePair.Create(jobId, next));
        }
    }

    static int Stripe(string jobId) => (int)((uint)string.GetHashCode(jobId, StringComparison.Ordinal) % Stripes);
}
