using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Counts the jobs of a service that run before one, and no further than somebody can use: the count reads an entry of the index for each.
/// </summary>
static class ReadPosition
{
    static readonly Sql Read = new(
        """
        select count(*) from (
            select 1 from jobs
            where status <= 1 and service = @service and (rank, turn, sequence) < (@rank, @turn, @sequence) limit @most) as before
        """);

    public static async Task<int> RunAsync(Store store, Job job, int most, CancellationToken stop) =>
        (int)await store.ReadAsync((session, stop) => session.Command(Read).With("service", job.Service).With("rank", job.Rank)
            .With("turn", job.Turn).With("sequence", job.Sequence).With("most", most).NumberAsync(stop), stop).ConfigureAwait(false);
}
