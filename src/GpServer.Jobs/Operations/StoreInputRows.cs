using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Stores a part of the inputs of a job that is being received.</summary>
static class StoreInputRows
{
    // The lock keeps the job from being swept away between the question and the insert.
    static readonly Sql IsReceiving = new(
        "select 1 from jobs where sequence = @sequence and status = 8",
        "select 1 from jobs where sequence = @sequence and status = 8 for share");

    /// <summary>False when the job was swept away as abandoned.</summary>
    public static Task<bool> RunAsync(Store store, long job, IReadOnlyList<ValueRow> rows, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            if (await session.Command(IsReceiving).With("sequence", job).NumberAsync(stop).ConfigureAwait(false) == 0)
            {
                return false;
            }

            await ValueRows.InsertAsync(session, job, 0, rows, stop).ConfigureAwait(false);
            return true;
        }, stop, Durability.WithTheNext);
}
