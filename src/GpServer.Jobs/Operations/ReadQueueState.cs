using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>The length and age of each service's queue, for metrics.</summary>
static class ReadQueueState
{
    static readonly Sql Read = new(
        "select service, count(*), {now} - min(submitted_at) from jobs where status <= 1 group by service");

    public static Task<List<QueueState>> RunAsync(Store store, CancellationToken stop) =>
        store.ReadAsync((session, stop) => session.Command(Read).ListAsync(
            static row => new QueueState(row.GetString(0), row.GetInt64(1), TimeSpan.FromMilliseconds(row.GetInt64(2))), stop), stop);
}
