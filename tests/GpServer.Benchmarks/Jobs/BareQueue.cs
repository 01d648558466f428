using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Benchmarks.Jobs;

/// <summary>
/// The statements of a queue and nothing else, on the same store and as durable: insert a row, claim some of them, end each. No messages,
/// inputs or results, no users, no limits.
/// </summary>
sealed class BareQueue(Store store)
{
    const int Claimers = 2;
    const int MostClaimed = 8;

    static readonly Sql Make = new(
        """
        create table if not exists bare (
            id integer primary key autoincrement, service text not null, status integer not null, node text, lease integer not null default 0,
            lease_until integer);
        create index if not exists bare_queue on bare (service, id) where status = 0
        """,
        """
        create table if not exists bare (
            id bigint generated always as identity primary key, service text not null, status integer not null, node text,
            lease integer not null default 0, lease_until bigint) with (fillfactor = 70);
        create index if not exists bare_queue on bare (service, id) where status = 0
        """);

    static readonly Sql Empty = new("delete from bare", "truncate bare");
    static readonly Sql Insert = new("insert into bare (service, status) values (@service, 0)");

    static readonly Sql Claim = new(
        """
        update bare set status = 1, node = @node, lease = lease + 1, lease_until = {now} + 6000
        where id in (select id from bare where status = 0 and service = @service order by id limit @most) returning id
        """,
        """
        update bare set status = 1, node = @node, lease = lease + 1, lease_until = {now} + 6000
        where id = any(array(
            select id from bare where status = 0 and service = @service order by id limit @most for update skip locked)) returning id
        """);

    static readonly Sql End = new("update bare set status = 2, lease_until = null where id = @id and lease = 1 and status = 1");

    static CancellationToken None => CancellationToken.None;

    public async Task PrepareAsync()
    {
        await store.WriteAsync(async (session, stop) =>
        {
            await session.Command(Make).ExecuteAsync(stop);
            return await session.Command(Empty).ExecuteAsync(stop);
        }, None);
    }

    /// <summary>Takes so many jobs through the queue.</summary>
    public async Task RunAsync(int jobs, int submitters)
    {
        var left = jobs;
        var submitting = Task.WhenAll(Enumerable.Range(0, submitters).Select(async submitter =>
        {
            for (var i = submitter; i < jobs; i += submitters)
            {
                await store.WriteOneAsync((session, stop) => session.Command(Insert).With("service", JobNode.Service).ExecuteAsync(stop), None);
            }
        }));
        await Task.WhenAll(Enumerable.Range(0, Claimers).Select(async _ =>
        {
            while (Volatile.Read(ref left) > 0)
            {
                var claimed = await store.WriteOneAsync(
                    (session, stop) => session.Command(Claim).With("service", JobNode.Service).With("node", "bare")
                        .With("most", MostClaimed).ListAsync(row => row.GetInt64(0), stop), None, Durability.WithTheNext);
                await Task.WhenAll(claimed.Select(id => store.WriteOneAsync(
                    (session, stop) => session.Command(End).With("id", id).ExecuteAsync(stop), None)));
                Interlocked.Add(ref left, -claimed.Count);
            }
        }));
        await submitting;
    }
}
