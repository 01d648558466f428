using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Benchmarks.Jobs;

/// <summary>Fills a store with jobs of other services, and empties it of those that were measured.</summary>
static class JobRows
{
    const string Numbers = "with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < @count)";

    static readonly Sql Waiting = new(
        $$"""
        {{Numbers}}
        insert into jobs (id, service, task, user_name, rank, turn, status, side_effects, submitted_at, wait_until)
        select 'jwaiting' || n, 'Busy', 'Buffer', 'user ' || n % 100, 0, n, 0, 0, {now}, {now} + 86400000 from numbers
        """);

    static readonly Sql Finished = new(
        $$"""
        {{Numbers}}
        insert into jobs (id, service, task, user_name, rank, turn, status, side_effects, submitted_at, wait_until, started_at, ended_at,
            expires_at, runs, node, lease, message_count)
        select 'jfinished' || n, 'Toolbox', 'Buffer', '', 0, -1, 4, 0, {now}, 0, {now}, {now}, {now} + 86400000 + n, 1, 'node', 1, 4
        from numbers
        """);

    static readonly Sql Messages = new(
        $$"""
        {{Numbers}}
        insert into job_messages (job, number, type, text, at)
        select sequence, n, 0, 'Succeeded at now (Elapsed Time: 0.00 seconds)', {now} from jobs, numbers where id like 'jfinished%'
        """);

    static readonly Sql Values = new(
        """
        insert into job_values (job, kind, name, lease, number, format, size, chunks, bytes)
        select sequence, k.kind, 'Output', k.kind, 0, 0, 50, 0, cast('{"features":[{"geometry":{"x":7.5,"y":47.5}}]}' as blob)
        from jobs, (select 0 as kind union all select 1) as k where id like 'jfinished%'
        """,
        """
        insert into job_values (job, kind, name, lease, number, format, size, chunks, bytes)
        select sequence, k.kind, 'Output', k.kind, 0, 0, 50, 0, '{"features":[{"geometry":{"x":7.5,"y":47.5}}]}'::bytea
        from jobs, (select 0 as kind union all select 1) as k where id like 'jfinished%'
        """);

    static readonly Sql DeleteMessages = new("delete from job_messages where job in (select sequence from jobs where node <> 'node' and status = 4)");
    static readonly Sql DeleteValues = new("delete from job_values where job in (select sequence from jobs where node <> 'node' and status = 4)");
    static readonly Sql DeleteJobs = new("delete from jobs where node <> 'node' and status = 4");
    static readonly Sql Vacuum = new("select 1", "vacuum analyze");
    static readonly Sql Ended = new("select count(*) from jobs where node <> 'node' and status = 4");

    static CancellationToken None => CancellationToken.None;

    public static async Task AddWaitingAsync(Store store, int count)
    {
        await store.WriteAsync((session, stop) => session.Command(Waiting).With("count", count).ExecuteAsync(stop), None);
        await AnalyzeAsync(store);
    }

    public static async Task AddFinishedAsync(Store store, int count)
    {
        await store.WriteAsync((session, stop) => session.Command(Finished).With("count", count).ExecuteAsync(stop), None);
        await store.WriteAsync((session, stop) => session.Command(Messages).With("count", 4).ExecuteAsync(stop), None);
        await store.WriteAsync((session, stop) => session.Command(Values).ExecuteAsync(stop), None);
        await AnalyzeAsync(store);
    }

    /// <summary>Deletes the jobs that were measured, so that every turn begins with the same rows.</summary>
    public static async Task RemoveMeasuredAsync(Store store)
    {
        await store.WriteAsync(async (session, stop) =>
        {
            await session.Command(DeleteMessages).ExecuteAsync(stop);
            await session.Command(DeleteValues).ExecuteAsync(stop);
            return await session.Command(DeleteJobs).ExecuteAsync(stop);
        }, None);
        await AnalyzeAsync(store);
    }

    public static Task<long> EndedAsync(Store store) =>
        store.ReadAsync((session, stop) => session.Command(Ended).NumberAsync(stop), None);

    static Task<long> AnalyzeAsync(Store store) =>
        store.WriteOneAsync((session, stop) => session.Command(Vacuum).NumberAsync(stop), None);
}
