using GpServer.Core.Jobs;
using GpServer.Storage;
using GpServer.Storage.Hosted;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Ends a job: the last results and messages and the status in one transaction, and only under the run's lease. A job that was asked to
/// stop can only end as cancelled, since the clients that asked for it take any other status for a failure.
/// </summary>
static class EndJob
{
    const string Change =
        """
        update jobs set status = @status, ended_at = {now}, expires_at = {now} + @retention, lease_until = null,
            progress_text = null, progress_percent = null, message_count = @before + @added, version = version + 1
        where sequence = @sequence and lease = @lease and (status = 2 or (status = 3 and @status = 7))
        returning sequence
        """;

    static readonly Sql End = new(
        Change,
        $$"""
        with ended as ({{Change}}),
        messages as (
            insert into job_messages (job, number, type, text, at)
            select ended.sequence, @before + m.ordinality, m.type, m.text, {now}
            from ended, unnest(@types, @texts) with ordinality as m(type, text)
            on conflict do nothing),
        stored as (
            insert into job_values (job, kind, name, lease, number, format, size, chunks, min_x, min_y, max_x, max_y, bytes)
            select ended.sequence, v.* from ended,
                unnest(@kinds, @names, @leases, @numbers, @formats, @sizes, @chunks, @min_xs, @min_ys, @max_xs, @max_ys, @bytes) as v
            on conflict do nothing)
        select sequence from ended
        """);

    static readonly Sql State = new("select status from jobs where sequence = @sequence and lease = @lease");

    /// <exception cref="GpServer.Core.GpException">
    /// The hosted service that the run made cannot be published: another has its name, or it is more than may be. The job has not ended then.
    /// </exception>
    public static Task<EndOutcome> RunAsync(
        Store store, JobLease lease, JobEnd end, TimeSpan retention, HostedLimits limits, CancellationToken stop) => end.Publication is null
        ? store.WriteOneAsync((session, stop) => RunAsync(session, lease, end, retention, limits, stop), stop)
        : store.WriteAsync((session, stop) => RunAsync(session, lease, end, retention, limits, stop), stop);

    static async Task<EndOutcome> RunAsync(
        StoreSession session, JobLease lease, JobEnd end, TimeSpan retention, HostedLimits limits, CancellationToken stop)
    {
        var command = session.Command(End).With("sequence", lease.Sequence).With("lease", lease.Number).With("status", (int)end.Status)
            .With("retention", (long)retention.TotalMilliseconds).With("before", end.MessagesBefore).With("added", end.Messages.Count);
        if (session.IsPostgreSql)
        {
            command = ValueRows.With(command, lease.Number, end.Values).With("types", MessageRows.Types(end.Messages))
                .With("texts", MessageRows.Texts(end.Messages));
        }

        if (await command.NumberAsync(stop).ConfigureAwait(false) == 0)
        {
            return await WhyNotAsync(session, lease, stop).ConfigureAwait(false);
        }

        if (!session.IsPostgreSql)
        {
            await MessageRows.InsertAsync(session, lease.Sequence, end.MessagesBefore, end.Messages, stop).ConfigureAwait(false);
            await ValueRows.InsertAsync(session, lease.Sequence, lease.Number, end.Values, stop).ConfigureAwait(false);
        }

        if (end.Publication is { } made)
        {
            await PublishHosted.RunAsync(session, made, limits, stop).ConfigureAwait(false);
        }

        return EndOutcome.Ended;
    }

    static async Task<EndOutcome> WhyNotAsync(StoreSession session, JobLease lease, CancellationToken stop)
    {
        var status = await session.Command(State).With("sequence", lease.Sequence).With("lease", lease.Number)
            .FirstAsync(static row => (JobStatus?)row.GetInt32(0), stop).ConfigureAwait(false);
        return status switch
        {
            JobStatus.Cancelling => EndOutcome.Cancelling,
            JobStatus.Succeeded or JobStatus.Failed or JobStatus.TimedOut or JobStatus.Cancelled => EndOutcome.Ended,
            _ => EndOutcome.Lost,
        };
    }
}
