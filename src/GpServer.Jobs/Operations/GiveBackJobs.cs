using GpServer.Core.Tools;
using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Puts jobs of a node that stops back into the queue. The run does not count, and the job keeps its place.</summary>
static class GiveBackJobs
{
    static readonly Sql GiveBack = new(
        $$"""
        update jobs set status = case when status = 3 then 7 else 1 end, lease_until = null, runs = runs - 1, node = null,
            ended_at = case when status = 3 then {now} end, expires_at = case when status = 3 then {now} + @retention end,
            wait_until = case when status = 3 then 0 else {now} + @max_wait end,
            turn = case when status = 3 then -1 else coalesce((
                select o.turn from jobs o where o.status <= 1 and o.service = jobs.service and o.rank = jobs.rank
                order by o.turn, o.sequence limit 1), 0) end,
            progress_text = null, progress_percent = null, message_count = message_count + 1, version = version + 1
        where sequence = @sequence and lease = @lease and status in (2, 3)
        returning {{JobRow.Columns}}
        """);

    static readonly IReadOnlyList<ToolMessage> Back =
        [new ToolMessage(MessageType.Warning, "The node that had taken the job stops. The job waits to run from its beginning.")];

    static readonly IReadOnlyList<ToolMessage> Cancelled = [new ToolMessage(MessageType.Informative, "The job was cancelled.")];

    /// <summary>The jobs that were this node's still.</summary>
    public static Task<List<Job>> RunAsync(
        Store store, IReadOnlyList<JobLease> leases, Func<string, JobServiceSettings> settings, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            var given = new List<Job>();
            foreach (var lease in leases.OrderBy(lease => lease.Sequence))
            {
                var service = settings(lease.Service);
                var job = await session.Command(GiveBack).With("sequence", lease.Sequence).With("lease", lease.Number)
                    .With("retention", (long)service.Retention.TotalMilliseconds).With("max_wait", (long)service.MaxWait.TotalMilliseconds)
                    .FirstAsync(JobRow.Read, stop).ConfigureAwait(false);
                if (job is not null)
                {
                    given.Add(job);
                    await MessageRows.InsertAsync(session, job.Sequence, job.MessageCount - 1, job.HasEnded ? Cancelled : Back, stop)
                        .ConfigureAwait(false);
                }
            }

            return given;
        }, stop);
}
