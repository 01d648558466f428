using GpServer.Core.Tools;
using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Fails jobs that no worker began within their service's maximum wait, a bounded number at a time.</summary>
static class FailJobsThatWaitedTooLong
{
    const int Most = 100;

    static readonly Sql Find = new(
        $$"""
        select {{JobRow.Columns}} from jobs where wait_until > 0 and wait_until < {now} order by wait_until limit {{Most}}
        """,
        $$"""
        select {{JobRow.Columns}} from jobs where wait_until > 0 and wait_until < {now} order by wait_until limit {{Most}}
        for update skip locked
        """);

    static readonly Sql Fail = new(
        """
        update jobs set status = 5, turn = -1, wait_until = 0, ended_at = {now}, expires_at = {now} + @retention,
            message_count = message_count + 1, version = version + 1
        where sequence = @sequence and status <= 1
        """);

    static readonly IReadOnlyList<ToolMessage> Messages =
    [
        new ToolMessage(
            MessageType.Error, "ERROR 999999: The job waited in the queue for longer than its service allows, and was not begun."),
    ];

    /// <returns>The ids of the jobs that failed.</returns>
    public static Task<List<string>> RunAsync(Store store, Func<string, JobServiceSettings> settings, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            var late = await session.Command(Find).ListAsync(JobRow.Read, stop).ConfigureAwait(false);
            foreach (var job in late)
            {
                await session.Command(Fail).With("sequence", job.Sequence)
                    .With("retention", (long)settings(job.Service).Retention.TotalMilliseconds).ExecuteAsync(stop).ConfigureAwait(false);
                await MessageRows.InsertAsync(session, job.Sequence, job.MessageCount, Messages, stop).ConfigureAwait(false);
            }

            return late.ConvertAll(static job => job.Id);
        }, stop);
}
