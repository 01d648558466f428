using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Moves the expiry of ended jobs that somebody asked for. One that has expired stays so: it may be half deleted.</summary>
static class KeepJobs
{
    static readonly Sql Keep = new(
        """
        update jobs set expires_at = {now} - @age + @retention
        where id = @id and expires_at >= {now} and expires_at < {now} - @age + @retention
        """,
        """
        update jobs set expires_at = {now} - a.age + a.retention from unnest(@ids, @ages, @retentions) as a(id, age, retention)
        where jobs.id = a.id and expires_at >= {now} and expires_at < {now} - a.age + a.retention
        """);

    /// <param name="accesses">Ids, how long ago each was asked for last, and how long it is to be kept after that.</param>
    public static Task<int> RunAsync(Store store, IReadOnlyList<JobAccess> accesses, CancellationToken stop) =>
        store.WriteOneAsync(async (session, stop) =>
        {
            if (session.IsPostgreSql)
            {
                var sorted = accesses.OrderBy(access => access.JobId, StringComparer.Ordinal).ToList();
                return await session.Command(Keep).With("ids", sorted.Select(access => access.JobId).ToArray())
                    .With("ages", sorted.Select(access => (long)access.Age.TotalMilliseconds).ToArray())
                    .With("retentions", sorted.Select(access => (long)access.Retention.TotalMilliseconds).ToArray())
                    .ExecuteAsync(stop).ConfigureAwait(false);
            }

            var kept = 0;
            foreach (var (id, age, retention) in accesses)
            {
                kept += await session.Command(Keep).With("id", id).With("age", (long)age.TotalMilliseconds)
                    .With("retention", (long)retention.TotalMilliseconds).ExecuteAsync(stop).ConfigureAwait(false);
            }

            return kept;
        }, stop, Durability.WithTheNext);
}
