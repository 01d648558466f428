using GpServer.Core.Tools;
using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Cancels jobs of a service that wait, a bounded number at a time. On PostgreSQL those that a node takes in this moment are passed over: they run.
/// </summary>
static class PurgeQueue
{
    const int Most = 200;

    const string Change =
        "update jobs set status = 7, turn = -1, wait_until = 0, ended_at = {now}, expires_at = {now} + @retention, "
        + "message_count = message_count + 1, version = version + 1";

    static readonly string Find = $"select sequence from jobs where service = @service and status <= 1 and sequence <= @last limit {Most}";

    static readonly Sql Purge = new(
        $"{Change} where sequence in ({Find}) returning {JobRow.Columns}",
        $"{Change} where sequence = any(array({Find} for update skip locked)) returning {JobRow.Columns}");

    static readonly Sql Last = new("select max(sequence) from jobs where service = @service and status <= 1");

    static readonly IReadOnlyList<ToolMessage> Messages =
        [new ToolMessage(MessageType.Informative, "An administrator removed the job from the queue before it began.")];

    /// <summary>The newest of the waiting jobs, or 0.</summary>
    public static Task<long> LastAsync(Store store, string service, CancellationToken stop) =>
        store.ReadAsync((session, stop) => session.Command(Last).With("service", service).NumberAsync(stop), stop);

    /// <returns>The ids of the jobs that were cancelled.</returns>
    public static Task<List<string>> RunAsync(Store store, string service, long last, TimeSpan retention, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            var purged = await session.Command(Purge).With("service", service).With("last", last)
                .With("retention", (long)retention.TotalMilliseconds).ListAsync(JobRow.Read, stop).ConfigureAwait(false);
            foreach (var job in purged)
            {
                await MessageRows.InsertAsync(session, job.Sequence, job.MessageCount - 1, Messages, stop).ConfigureAwait(false);
            }

            return purged.ConvertAll(static job => job.Id);
        }, stop);
}
