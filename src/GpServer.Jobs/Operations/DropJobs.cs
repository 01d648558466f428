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

    static readonly Sql OfService = Some("service = @name");

    static readonly Sql OfUser = Some("user_name = @name");

    /// <summary>False when the service has no such job.</summary>
    public static async Task<bool> RunAsync(Store store, string service, string jobId, CancellationToken stop) =>
        await store.WriteOneAsync((session, stop) => session.Command(One).With("id", jobId).With("service", service).ExecuteAsync(stop), stop)
            .ConfigureAwait(false) > 0;

    /// <summary>The next jobs of the service, at most a bounded number.</summary>
    public static Task<List<(long Sequence, string Id)>> OfServiceAsync(Store store, string service, long after, CancellationToken stop) =>
        RunAsync(store, OfService, service, after, stop);

    /// <summary>The next jobs of the user, at most a bounded number.</summary>
    public static Task<List<(long Sequence, string Id)>> OfUserAsync(Store store, string user, long after, CancellationToken stop) =>
        RunAsync(store, OfUser, user, after, stop);

    static Task<List<(long Sequence, string Id)>> RunAsync(Store store, Sql sql, string name, long after, CancellationToken stop) =>
        store.WriteOneAsync((session, stop) => session.Command(sql).With("name", name).With("after", after).ListAsync(Read, stop), stop);

    static Sql Some(string condition)
    {
        var find = $"select sequence from jobs where {condition} and status <> 8 and sequence > @after order by sequence limit {Most}";
        return new Sql(
            $"{Change} where sequence in ({find}) returning sequence, id",
            $"{Change} where sequence = any(array({find} for update)) returning sequence, id");
    }

    static (long Sequence, string Id) Read(DbDataReader row) => (row.GetInt64(0), row.GetString(1));
}
