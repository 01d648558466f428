using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Deletes rows of results that nobody will read: those of runs before the job's last, those of a job that ended without results, and those
/// of a run that is about to end so. A bounded number at a time, so that no other write waits for long; what a crash leaves of them goes
/// with the job.
/// </summary>
static class DiscardResults
{
    const int MostRows = 200;

    // The lock keeps a run that is about to fail from succeeding by an earlier try of which only the answer was late.
    const string Dead =
        """
        from job_values v join jobs j on j.sequence = v.job
        where v.job = @job and v.kind > 0
            and (v.lease < j.lease or j.status in (5, 6, 7) or (j.lease = @lease and j.status in (2, 3)))
        limit @most
        """;

    static readonly Sql Delete = new(
        $"delete from job_values where rowid in (select v.rowid {Dead})",
        $"delete from job_values where ctid = any(array(select v.ctid {Dead} for share of j))");

    /// <param name="lease">The number of the lease whose run is about to end without results; 0 where there is none.</param>
    public static async Task RunAsync(Store store, long job, int lease, CancellationToken stop)
    {
        while (await store.WriteOneAsync((session, stop) => session.Command(Delete).With("job", job).With("lease", lease)
            .With("most", MostRows).ExecuteAsync(stop), stop, Durability.WithTheNext).ConfigureAwait(false) >= MostRows)
        {
        }
    }
}
