using System.Data.Common;
using GpServer.Core.Jobs;
using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>The heartbeat: renews leases, publishes progress and learns which jobs are to stop.</summary>
static class RenewLeases
{
    static readonly Sql Renew = new(
        """
        update jobs set lease_until = {now} + @length, progress_text = coalesce(@text, progress_text),
            progress_percent = case when @text is null then progress_percent else @percent end,
            version = version + (@text is not null and (progress_text is not @text or progress_percent is not @percent))
        where sequence = @sequence and lease = @lease and status in (2, 3)
        returning sequence, status
        """,
        """
        update jobs set lease_until = {now} + @length, progress_text = coalesce(r.text, progress_text),
            progress_percent = case when r.text is null then progress_percent else r.percent end,
            version = version + case when r.text is not null
                and (progress_text is distinct from r.text or progress_percent is distinct from r.percent) then 1 else 0 end
        from unnest(@sequences, @leases, @texts, @percents) as r(sequence, lease, text, percent)
        where jobs.sequence = r.sequence and jobs.lease = r.lease and status in (2, 3)
        returning jobs.sequence, status
        """);

    public static async Task<IReadOnlyList<RenewedLease>> RunAsync(
        Store store, TimeSpan lease, IReadOnlyList<LeaseRenewal> renewals, CancellationToken stop)
    {
        var length = (long)lease.TotalMilliseconds;
        var found = await store.WriteOneAsync(
            (session, stop) => session.IsPostgreSql
                ? Together(session, length, renewals, stop)
                : OneByOne(session, length, renewals, stop),
            stop, Durability.WithTheNext).ConfigureAwait(false);
        var leases = renewals.ToDictionary(renewal => renewal.Lease.Sequence, renewal => renewal.Lease);
        return [.. found.Select(row => new RenewedLease(leases[row.Sequence], row.IsCancelled))];
    }

    static Task<List<(long Sequence, bool IsCancelled)>> Together(
        StoreSession session, long length, IReadOnlyList<LeaseRenewal> renewals, CancellationToken stop)
    {
        // In one order on all nodes, so that two statements that lock several rows never wait for one another.
        var sorted = renewals.OrderBy(renewal => renewal.Lease.Sequence).ToList();
        return session.Command(Renew).With("length", length)
            .With("sequences", sorted.Select(renewal => renewal.Lease.Sequence).ToArray())
            .With("leases", sorted.Select(renewal => renewal.Lease.Number).ToArray())
            .With("texts", sorted.Select(renewal => renewal.Progress is { } progress ? StoredText.Of(progress.Message) : null).ToArray())
            .With("percents", sorted.Select(renewal => renewal.Progress?.Percent).ToArray())
            .ListAsync(Read, stop);
    }

    static async Task<List<(long Sequence, bool IsCancelled)>> OneByOne(
        StoreSession session, long length, IReadOnlyList<LeaseRenewal> renewals, CancellationToken stop)
    {
        var found = new List<(long, bool)>();
        foreach (var (lease, progress) in renewals)
        {
            found.AddRange(await session.Command(Renew).With("length", length).With("sequence", lease.Sequence).With("lease", lease.Number)
                .With("text", progress is null ? null : StoredText.Of(progress.Message)).With("percent", progress?.Percent)
                .ListAsync(Read, stop).ConfigureAwait(false));
        }

        return found;
    }

    static (long Sequence, bool IsCancelled) Read(DbDataReader row) => (row.GetInt64(0), row.GetInt32(1) == (int)JobStatus.Cancelling);
}
