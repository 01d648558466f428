using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Stores a part of a run's results. They carry the run's lease and are seen when the job has succeeded under it; what a lost run stored is
/// never seen and is deleted with the job.
/// </summary>
static class StoreResultRows
{
    // The lock keeps the job from being given to another run between the question and the insert.
    static readonly Sql IsHeld = new(
        "select 1 from jobs where sequence = @sequence and lease = @lease and status in (2, 3)",
        "select 1 from jobs where sequence = @sequence and lease = @lease and status in (2, 3) for share");

    /// <summary>False when the lease is lost.</summary>
    public static Task<bool> RunAsync(Store store, JobLease lease, IReadOnlyList<ValueRow> rows, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            if (!await IsHeldAsync(session, lease, stop).ConfigureAwait(false))
            {
                return false;
            }

            await ValueRows.InsertAsync(session, lease.Sequence, lease.Number, rows, stop).ConfigureAwait(false);
            return true;
        }, stop, Durability.WithTheNext);

    /// <summary>True while the job is that run's; it stays so until the end of the transaction.</summary>
    public static async Task<bool> IsHeldAsync(StoreSession session, JobLease lease, CancellationToken stop) =>
        await session.Command(IsHeld).With("sequence", lease.Sequence).With("lease", lease.Number).NumberAsync(stop).ConfigureAwait(false) > 0;
}
