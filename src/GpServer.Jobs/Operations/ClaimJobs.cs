using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Takes waiting jobs for a node, as many of each service as it has free instances. Each service is one search of its own range of the
/// index, so a hundred thousand jobs of one service at its limit cost the others nothing. PostgreSQL passes over rows that other nodes take
/// at the same time.
/// </summary>
static class ClaimJobs
{
    const string Changes =
        "status = 2, turn = -1, wait_until = 0, node = @node, lease = lease + 1, lease_until = {now} + @length, runs = runs + 1, "
        + "started_at = {now}, progress_text = null, progress_percent = null, version = version + 1";

    // The rows are given as an array and not joined: the planner expects a tenth of a service's queue from a limit that it does not know,
    // and read the whole table to join that (120 ms with 200,000 jobs, 0.2 ms so).
    static readonly Sql Claim = new(
        $"""
        update jobs set {Changes}
        where sequence in (
            select sequence from jobs where status <= 1 and service = @service and {MayBegin("= @service")}
            order by rank, turn, sequence limit @free)
        returning {JobRow.Columns}
        """,
        $"""
        update jobs set {Changes}
        where sequence = any(array(
            select j.sequence from unnest(@services, @free) as s(service, free)
            cross join lateral (
                select sequence from jobs
                where status <= 1 and service = s.service and {MayBegin("= any(@services)")}
                order by rank, turn, sequence limit s.free for update skip locked) as j))
        returning {JobRow.Columns}
        """);

    // Changes a page, so that there is something to write.
    static readonly Sql Touch = new("update schema_version set version = version");

    public static async Task<IReadOnlyList<ClaimedJob>> RunAsync(
        Store store, string node, TimeSpan lease, IReadOnlyList<FreeInstances> free, CancellationToken stop)
    {
        var jobs = await store.WriteOneAsync(async (session, stop) =>
        {
            var length = (long)lease.TotalMilliseconds;
            if (session.IsPostgreSql)
            {
                return await session.Command(Claim).With("node", node).With("length", length)
                    .With("services", free.Select(service => service.Service).ToArray())
                    .With("free", free.Select(service => service.Count).ToArray())
                    .ListAsync(JobRow.Read, stop).ConfigureAwait(false);
            }

            var claimed = new List<Job>();
            foreach (var (service, count) in free)
            {
                claimed.AddRange(await session.Command(Claim).With("node", node).With("length", length).With("service", service)
                    .With("free", count).ListAsync(JobRow.Read, stop).ConfigureAwait(false));
            }

            return claimed;
        }, stop, Durability.WithTheNext).ConfigureAwait(false);
        if (jobs.Exists(static job => job.HasSideEffects))
        {
            // Such a run must be remembered before it begins, also when the power is lost.
            await store.WriteOneAsync(static (session, stop) => session.Command(Touch).ExecuteAsync(stop), stop).ConfigureAwait(false);
        }

        // The order in which rows are answered is not that in which they were chosen.
        return [.. jobs.OrderBy(job => job.Rank).ThenBy(job => job.Sequence).Select(job => new ClaimedJob(job))];
    }

    // Of jobs that lost two nodes already, a node runs one at a time: one of them may be what kills the nodes, and would take those that
    // run beside it along for the third and last time. Both databases look for the first one only where a row asks for it.
    static string MayBegin(string services) =>
        $"""
        (runs < 2 or (
            sequence = (select sequence from jobs where status = 1 and runs > 1 and service {services} order by sequence limit 1)
            and not exists (select 1 from jobs where node = @node and status in (2, 3) and runs > 2)))
        """;
}
