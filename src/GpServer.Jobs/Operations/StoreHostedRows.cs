using GpServer.Storage;
using GpServer.Storage.Hosted;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Stores what a run makes for a hosted service, under a version that belongs to its lease. It is seen when the job succeeds under that; what a
/// lost run stored is never seen, and swept away.
/// </summary>
static class StoreHostedRows
{
    /// <summary>A new version; null when the lease is lost.</summary>
    public static Task<long?> BeginAsync(Store store, JobLease lease, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) => await StoreResultRows.IsHeldAsync(session, lease, stop).ConfigureAwait(false)
            ? await HostedRows.BeginAsync(session, lease.Sequence, lease.Number, stop).ConfigureAwait(false)
            : (long?)null, stop);

    /// <summary>False when the lease is lost.</summary>
    public static Task<bool> RunAsync(Store store, JobLease lease, long version, IReadOnlyList<HostedRow> rows, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            if (!await StoreResultRows.IsHeldAsync(session, lease, stop).ConfigureAwait(false))
            {
                return false;
            }

            await HostedRows.InsertAsync(session, version, rows, stop).ConfigureAwait(false);
            return true;
        }, stop, Durability.WithTheNext);
}
