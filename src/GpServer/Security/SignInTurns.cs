using GpServer.Core;

namespace GpServer.Security;

/// <summary>Lets attempts to sign in as the same user come one after another. Some users share a turn, so that the turns are few.</summary>
sealed class SignInTurns
{
    const int Turns = 256;
    const int MostWaiting = 200;

    readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Turns).Select(_ => new SemaphoreSlim(1))];
    int _waiting;

    /// <summary>Waits for the user's turn, which ends when the answer is disposed.</summary>
    /// <exception cref="GpException">Too many wait already.</exception>
    public async ValueTask<IDisposable> TakeAsync(string user, CancellationToken stop)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting)
            {
                throw new GpException(GpError.Busy, "Too many people are signing in at the moment; try again later.");
            }

            // By the process's own hash, which nobody outside can compute to wait in another's way.
            var turn = _turns[(user.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % Turns];
            await turn.WaitAsync(stop);
            return new Taken(turn);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    sealed class Taken(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
