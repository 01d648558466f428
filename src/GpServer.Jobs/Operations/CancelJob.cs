using GpServer.Core.Tools;
using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Cancels a job that waits, at once, or asks the worker of one that runs to stop. One that has ended stays as it is.</summary>
static class CancelJob
{
    static readonly Sql Cancel = new(
        $$"""
        update jobs set version = version + 1, turn = -1, wait_until = 0, status = case when status <= 1 then 7 else 3 end,
            ended_at = case when status <= 1 then {now} end, expires_at = case when status <= 1 then {now} + @retention end,
            message_count = message_count + case when status <= 1 then 1 else 0 end
        where id = @id and status <= 2
        returning {{JobRow.Columns}}
        """);

    static readonly IReadOnlyList<ToolMessage> Messages =
        [new ToolMessage(MessageType.Informative, "The job was cancelled before it began.")];

    /// <summary>The job after the change, or null when there was nothing to change.</summary>
    public static Task<Job?> RunAsync(Store store, string jobId, TimeSpan retention, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            var job = await session.Command(Cancel).With("id", jobId).With("retention", (long)retention.TotalMilliseconds)
                .FirstAsync(JobRow.Read, stop).ConfigureAwait(false);
            if (job is { HasEnded: true })
            {
                await MessageRows.InsertAsync(session, job.Sequence, job.MessageCount - 1, Messages, stop).ConfigureAwait(false);
            }

            return job;
        }, stop);
}
