using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// The leases that a node holds according to the tables: more than it knows of, where a claim was done and its answer was lost.
/// </summary>
static class FindHeldJobs
{
    static readonly Sql Find = new("select id, service, sequence, lease from jobs where node = @node and status in (2, 3)");

    public static Task<List<JobLease>> RunAsync(Store store, string node, CancellationToken stop) =>
        store.ReadAsync((session, stop) => session.Command(Find).With("node", node).ListAsync(
            static row => new JobLease(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt32(3)), stop), stop);
}
