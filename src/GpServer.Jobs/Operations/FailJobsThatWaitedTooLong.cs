using System.Data.Common;
using GpServer.Core.Tools;
using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Fails jobs that no worker began within their service's maximum wait, a bounded number at a time.</summary>
static class FailJobsThatWaitedTooLong
{
    const int Most = 500;

    static readonly Sql Fail = new(
        Text("limit @most"), Text("limit @most for update skip locked"));

    static readonly IReadOnlyList<ToolMessage> Messages =
        [new ToolMessage(MessageType.Error, "ERROR 999999: The job waited in the queue for longer than its service allows, and was not begun.")];

    /// <returns>The ids of the jobs that failed.</returns>
    public static Task<List<string>> RunAsync(Store store, Func<string, JobServiceSettings> settings, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            var failed = await session.Command(Fail).With("most", Most)
                .With("retention", (long)settings("").Retention.TotalMilliseconds).ListAsync(Read, stop).ConfigureAwait(false);
            foreach (var (sequence, _, count) in failed)
            {
                await MessageRows.InsertAsync(session, sequence, count - 1, Messages, stop).ConfigureAwait(false);
            }

            return failed.ConvertAll(static job => job.Id);
        }, stop);

    static (long Sequence, string Id, int MessageCount) Read(DbDataReader row) => (row.GetInt64(0), row.GetString(1), row.GetInt32(2));

    static string Text(string limit) =>
        $$"""
        update jobs set status = 5, turn = -1, wait_until = 0, ended_at = {now}, expires_at = {now} + @retention, message_count = message_count + 1, version = version + 1
        where sequence in (select sequence from jobs where wait_until > 0 and wait_until < {now} order by wait_until {{limit}})
        returning sequence, id, message_count
        """;
}
