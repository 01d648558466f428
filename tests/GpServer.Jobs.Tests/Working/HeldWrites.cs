using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Tests.Working;

/// <summary>
/// Holds up every write to the jobs until it is disposed, so that what is asked for meanwhile is under way for as long as a test wants.
/// </summary>
sealed class HeldWrites : IAsyncDisposable
{
    static readonly Sql Lock = new("select 1", "lock table jobs in exclusive mode");

    // The server would end a transaction that does nothing for some seconds, and with it the lock.
    static readonly Sql Patient = new("select 1", "set local idle_in_transaction_session_timeout = 0");

    readonly ManualResetEventSlim _release = new();
    readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task _holding = Task.CompletedTask;

    public static async Task<HeldWrites> BeginAsync(Store store)
    {
        var held = new HeldWrites();

        // On a thread of its own: where the lock is there at once, the wait below would hold up the test itself.
        held._holding = Task.Run(() => store.WriteAsync(async (session, stop) =>
        {
            await session.Command(Patient).ExecuteAsync(stop);
            await session.Command(Lock).ExecuteAsync(stop);
            held._held.SetResult();

            // SQLite's writer is one thread, which waits here; PostgreSQL's others wait for the lock.
            held._release.Wait(TimeSpan.FromSeconds(30), CancellationToken.None);
            return 0;
        }, CancellationToken.None));
        await held._held.Task.WaitAsync(TimeSpan.FromSeconds(10));
        return held;
    }

    public async ValueTask DisposeAsync()
    {
        _release.Set();
        await _holding;
        _release.Dispose();
    }
}
