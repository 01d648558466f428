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

    static readonly Sql OfRun = Delete("j.lease = @lease and j.status in (2, 3)");

    static readonly Sql Dead = Delete("v.lease < j.lease or j.status in (5, 6, 7)");

    /// <summary>Deletes what the run of the lease stored, and those before it, where the job is still that run's.</summary>
    public static Task RunAsync(Store store, JobLease lease, CancellationToken stop) => RepeatAsync(
        store, session => session.Command(OfRun).With("job", lease.Sequence).With("lease", lease.Number), stop);

    /// <summary>Deletes what nobody will read any more.</summary>
    public static Task RunAsync(Store store, long job, CancellationToken stop) =>
        RepeatAsync(store, session => session.Command(Dead).With("job", job), stop);

    static async Task RepeatAsync(Store store, Func<StoreSession, StoreCommand> delete, CancellationToken stop)
    {
        int rows;
        do
        {
            rows = await store.WriteOneAsync(
                (session, stop) => delete(session).ExecuteAsync(stop), stop, Durability.WithTheNext).ConfigureAwait(false);
        }
        while (rows >= MostRows);
    }

    // The lock keeps the job as it is until its rows are gone.
    static Sql Delete(string condition)
    {
        var from = $"from job_values v join jobs j on j.sequence = v.job where v.job = @job and v.kind > 0 and ({condition}) limit {MostRows}";
        return new Sql(
            $"delete from job_values where rowid in (select v.rowid {from})",
            $"delete from job_values where ctid = any(array(select v.ctid {from} for share of j))");
    }
}
