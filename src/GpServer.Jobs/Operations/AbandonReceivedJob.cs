using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Gives up a job whose inputs could not all be stored: it is deleted with the next cleaning, and its request id is free at once.
/// </summary>
static class AbandonReceivedJob
{
    static readonly Sql Abandon = new("update jobs set submitted_at = 0, request_id = null where sequence = @job and status = 8");

    public static Task<int> RunAsync(Store store, long job, CancellationToken stop) =>
        store.WriteOneAsync((session, stop) => session.Command(Abandon).With("job", job).ExecuteAsync(stop), stop);
}
