using GpServer.Core.Jobs;
using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Counts the jobs of a service by their status, for administrators.</summary>
static class CountJobs
{
    static readonly Sql Read = new(
        """
        select status, count(*) from jobs
        where service = @service and status <> 8 and (expires_at is null or expires_at >= {now}) group by status
        """);

    public static async Task<IReadOnlyDictionary<JobStatus, long>> RunAsync(Store store, string service, CancellationToken stop)
    {
        var counts = await store.ReadAsync((session, stop) => session.Command(Read).With("service", service).ListAsync(
            static row => ((JobStatus)row.GetInt32(0), row.GetInt64(1)), stop), stop).ConfigureAwait(false);
        return counts.ToDictionary();
    }
}
