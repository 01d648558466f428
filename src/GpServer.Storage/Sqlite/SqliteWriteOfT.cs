using GpServer.Storage.Sessions;

namespace GpServer.Storage.Sqlite;

/// <inheritdoc/>
sealed class SqliteWrite<T>(Func<StoreSession, CancellationToken, Task<T>> work, Durability durability, CancellationToken stop)
    : SqliteWrite(durability)
{
    readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T _result = default!;

    public Task<T> Done => _done.Task;

    public override bool IsGivenUp => stop.IsCancellationRequested;

    // The provider's calls complete before they return, so nothing is waited for here.
    public override void Run(StoreSession session) => _result = work(session, CancellationToken.None).GetAwaiter().GetResult();

    public override void Succeed() => _done.TrySetResult(_result);

    protected override void Tell(Exception failure)
    {
        if (failure is OperationCanceledException)
        {
            _done.TrySetCanceled(stop);
        }
        else
        {
            _done.TrySetException(failure);
        }
    }
}
