using GpServer.Core.Jobs;
using GpServer.Core.Tools;
using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Gives jobs back to the queue whose lease ran out, a bounded number at a time. Rows that another node's sweep holds are passed over, and
/// the change repeats the lease, so two sweeps never count one loss twice.
/// </summary>
static class RequeueExpiredLeases
{
    const int Most = 100;

    // Not in any order: to give one, the planner may read the table along another index.
    static readonly Sql Find = new(
        $$"""
        select {{JobRow.Columns}} from jobs where status in (2, 3) and lease_until < {now} - @grace limit {{Most}}
        """,
        $$"""
        select {{JobRow.Columns}} from jobs where status in (2, 3) and lease_until < {now} - @grace limit {{Most}}
        for update skip locked
        """);

    // The job goes to the front: into the round that the service is in, where it is older than the others.
    static readonly Sql Change = new(
        """
        update jobs set status = @status, lease_until = null,
            wait_until = case when @status > 3 then 0 else {now} + @max_wait end,
            turn = case when @status > 3 then -1 else coalesce((
                select o.turn from jobs o where o.status <= 1 and o.service = jobs.service and o.rank = jobs.rank
                order by o.turn, o.sequence limit 1), 0) end,
            ended_at = case when @status > 3 then {now} end, expires_at = case when @status > 3 then {now} + @retention end,
            progress_text = null, progress_percent = null, message_count = message_count + 1, version = version + 1
        where sequence = @sequence and lease = @lease and status in (2, 3)
        """);

    /// <param name="grace">How long ago the lease must have run out; negative takes jobs whose lease has not run out yet.</param>
    /// <param name="now">The time on SQLite, where the caller knows that it is right; PostgreSQL's clock counts there.</param>
    /// <returns>The jobs that were found, with what became of each.</returns>
    public static Task<List<(Job Job, JobStatus Status)>> RunAsync(
        Store store, int maxRuns, TimeSpan grace, DateTimeOffset now, Func<string, JobServiceSettings> settings,
        CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            var changed = new List<(Job, JobStatus)>();
            var find = session.Command(Find).With("grace", (long)grace.TotalMilliseconds);
            if (!session.IsPostgreSql)
            {
                find = find.With("now", now.ToUnixTimeMilliseconds());
            }

            var found = await find.ListAsync(JobRow.Read, stop).ConfigureAwait(false);
            foreach (var job in found)
            {
                var (status, message) = ExpiredLease.Decide(job, maxRuns);
                await ChangeAsync(session, job, status, message, settings(job.Service), stop).ConfigureAwait(false);
                changed.Add((job, status));
            }

            return changed;
        }, stop);

    static async Task ChangeAsync(
        StoreSession session, Job job, JobStatus status, string message, JobServiceSettings settings, CancellationToken stop)
    {
        await session.Command(Change).With("status", (int)status).With("sequence", job.Sequence).With("lease", job.Lease)
            .With("max_wait", (long)settings.MaxWait.TotalMilliseconds).With("retention", (long)settings.Retention.TotalMilliseconds)
            .ExecuteAsync(stop).ConfigureAwait(false);
        var type = status == JobStatus.Failed ? MessageType.Error : MessageType.Warning;
        await MessageRows.InsertAsync(session, job.Sequence, job.MessageCount, [new ToolMessage(type, message)], stop)
            .ConfigureAwait(false);
    }
}
