using System.Data.Common;
using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Ends jobs as expired: nobody sees them any more, and cleaning deletes them. A run that has one loses its lease, so that whatever it still
/// stores changes nothing.
/// </summary>
static class DropJobs
{
    const int Most = 500;

    const string Change =
        """
        update jobs set expires_at = 0, ended_at = coalesce(ended_at, {now}), turn = -1, wait_until = 0, lease_until = null, request_id = null,
            lease = case when status in (2, 3) then lease + 1 else lease end, status = case when status <= 3 then 7 else status end,
            version = version + 1
        """;

    static readonly Sql One = new(
        $$"""
        {{Change}}
        where id = @id and service = @service and status <> 8 and (expires_at is null or expires_at >= {now})
        """);

    static readonly string Find =
        $"select sequence from jobs where service = @service and status <> 8 and sequence > @after order by sequence limit {Most}";

    static readonly Sql Some = new(
        $"{Change} where sequence in ({Find}) returning sequence, id",
        $"{Change} where sequence = any(array({Find} for update)) returning sequence, id");

    /// <summary>False when the service has no such job.</summary>
    public static async Task<bool> RunAsync(Store store, string service, string jobId, CancellationToken stop) =>
        await store.WriteOneAsync((session, stop) => session.Command(One).With("id", jobId).With("service", service).ExecuteAsync(stop), stop)
            .ConfigureAwait(false) > 0;

    /// <summary>The next jobs of the service, at most a bounded number.</summary>
    public static Task<List<(long Sequence, string Id)>> RunAsync(Store store, string service, long after, CancellationToken stop) =>
        store.WriteOneAsync((session, stop) => session.Command(Some).With("service", service).With("after", after).ListAsync(Read, stop), stop);

    static (long Sequence, string Id) Read(DbDataReader row) => (row.GetInt64(0), row.GetString(1));
}
