using GpServer.Core.Tools;
using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Appends messages of a run under numbers that follow from what the run knows, so that repeating it after a lost answer adds nothing.
/// </summary>
static class AppendMessages
{
    static readonly Sql Count = new(
        "update jobs set message_count = @count, version = version + 1 where sequence = @sequence and lease = @lease and status in (2, 3)");

    /// <summary>False when the lease is lost.</summary>
    public static Task<bool> RunAsync(
        Store store, JobLease lease, int before, IReadOnlyList<ToolMessage> messages, CancellationToken stop) =>
        store.WriteAsync(async (session, stop) =>
        {
            var changed = await session.Command(Count).With("count", before + messages.Count).With("sequence", lease.Sequence)
                .With("lease", lease.Number).ExecuteAsync(stop).ConfigureAwait(false);
            if (changed == 0)
            {
                return false;
            }

            await MessageRows.InsertAsync(session, lease.Sequence, before, messages, stop).ConfigureAwait(false);
            return true;
        }, stop, Durability.WithTheNext);
}
