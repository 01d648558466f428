using System.Data.Common;
using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Deletes ended jobs that nobody asked for within their retention, and jobs whose inputs never came whole, a bounded number of rows at a
/// time: the writer must not be held for as long as a gigabyte takes. The job's row goes last, together with its last values, so a job that
/// is still there after a crash is found again; from its expiry on nobody else sees it.
/// </summary>
static class DeleteExpiredJobs
{
    const int MostJobs = 100;
    const int MostRows = 500;

    // Inputs are sent to the server before they are stored, so receiving takes seconds.
    const long AbandonedAfter = 15 * 60 * 1000;

    static readonly Sql FindExpired = new(
        Text("expires_at < {now} order by expires_at", ""), Text("expires_at < {now} order by expires_at", " for update skip locked"));

    static readonly Sql FindAbandoned = new(
        Text("status = 8 and submitted_at < {now} - @abandoned", ""),
        Text("status = 8 and submitted_at < {now} - @abandoned", " for update skip locked"));

    static readonly Sql DeleteValues = new(
        $"delete from job_values where rowid in (select rowid from job_values where job = @job limit {MostRows})",
        $"delete from job_values where ctid = any(array(select ctid from job_values where job = @job limit {MostRows}))");

    static readonly Sql DeleteMessages = new("delete from job_messages where job = @job");

    static readonly Sql DeleteJob = new("delete from jobs where sequence = @job");

    /// <returns>Ids of the jobs that are gone, and whether there may be more to delete.</returns>
    public static Task<(List<string> Gone, bool MayBeMore)> RunAsync(Store store, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            var gone = new List<string>();
            var rows = 0;
            var found = await session.Command(FindExpired).ListAsync(Read, stop).ConfigureAwait(false);
            found.AddRange(await session.Command(FindAbandoned).With("abandoned", AbandonedAfter)
                .ListAsync(Read, stop).ConfigureAwait(false));
            foreach (var (sequence, id) in found)
            {
                var deleted = await session.Command(DeleteValues).With("job", sequence).ExecuteAsync(stop).ConfigureAwait(false);
                rows += deleted;
                if (deleted < MostRows)
                {
                    await session.Command(DeleteMessages).With("job", sequence).ExecuteAsync(stop).ConfigureAwait(false);
                    await session.Command(DeleteJob).With("job", sequence).ExecuteAsync(stop).ConfigureAwait(false);
                    gone.Add(id);
                }

                if (rows >= MostRows)
                {
                    return (gone, true);
                }
            }

            return (gone, found.Count >= MostJobs);
        }, stop);

    static (long Sequence, string Id) Read(DbDataReader row) => (row.GetInt64(0), row.GetString(1));

    static string Text(string condition, string locked) => $"select sequence, id from jobs where {condition} limit {MostJobs}{locked}";
}
