using GpServer.Core.Jobs;
using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Puts a job into the queue whose large inputs have all been stored; or ends it, where it was never to run.</summary>
static class QueueReceivedJob
{
    static readonly Sql Queue = new(Text("max"), Text("greatest"));

    /// <summary>The job, or null when it was swept away as abandoned.</summary>
    public static Task<Job?> RunAsync(Store store, Job job, JobStatus status, long maxWait, long retention, CancellationToken stop) =>
        store.WriteOneAsync((session, stop) => session.Command(Queue).With("sequence", job.Sequence).With("status", (int)status)
            .With("max_wait", maxWait).With("retention", retention).FirstAsync(JobRow.Read, stop), stop);

    static string Text(string greatest) =>
        $$"""
        update jobs set status = @status, submitted_at = {now},
            ended_at = case when @status = 5 then {now} end, expires_at = case when @status = 5 then {now} + @retention end,
            wait_until = case when @status > 1 then 0 else {now} + @max_wait end,
            turn = case when @status > 1 then -1 else {{greatest}}(
                coalesce((
                    select o.turn from jobs o where o.status <= 1 and o.service = jobs.service and o.rank = jobs.rank
                    order by o.turn, o.sequence limit 1), 0),
                coalesce((
                    select max(o.turn) + 1 from jobs o
                    where o.turn >= 0 and o.user_name = jobs.user_name and o.service = jobs.service and o.rank = jobs.rank), 0)) end
        where sequence = @sequence and status = 8
        returning {{JobRow.Columns}}
        """;
}
