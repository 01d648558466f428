using GpServer.Core.Jobs;
using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Stores a new job with its messages and inputs, unless its request id is taken.</summary>
static class InsertJob
{
    // The job's turn: after this user's waiting jobs of the service, one round each, and not before the round that the service is in. So
    // one user's thousand jobs do not delay another's first, and the next job is the first entry of an index.
    const string Row =
        """
        insert into jobs (id, service, task, user_name, rank, turn, status, side_effects, request_id, inputs_hash, submitted_at, wait_until,
            ended_at, expires_at, message_count)
        select @id, @service, @task, @user, @rank, case when @status > 1 then -1 else max(
            coalesce((select turn from jobs where status <= 1 and service = @service and rank = @rank order by turn, sequence limit 1), 0),
            coalesce((
                select max(turn) + 1 from jobs
                where turn >= 0 and user_name = @user and service = @service and rank = @rank), 0)) end,
            @status, @side_effects, @request_id, @hash, {now}, case when @status > 1 then 0 else {now} + @max_wait end,
            case when @status = 5 then {now} end, case when @status = 5 then {now} + @retention end, @message_count
        where true
        on conflict (user_name, service, task, request_id) where request_id is not null do nothing
        returning
        """ + " " + JobRow.Columns;

    static readonly Sql Insert = new(
        Row,
        $"""
        with made as ({Row.Replace("else max(", "else greatest(", StringComparison.Ordinal)}),
        messages as (
            insert into job_messages (job, number, type, text, at)
            select made.sequence, m.ordinality, m.type, m.text, {"{now}"}
            from made, unnest(@types, @texts) with ordinality as m(type, text)),
        stored as (
            insert into job_values (job, kind, name, lease, number, format, size, chunks, min_x, min_y, max_x, max_y, bytes)
            select made.sequence, v.* from made,
                unnest(@kinds, @names, @leases, @numbers, @formats, @sizes, @chunks, @min_xs, @min_ys, @max_xs, @max_ys, @bytes) as v)
        select {JobRow.Columns.Replace("jobs.", "made.", StringComparison.Ordinal)} from made
        """);

    /// <summary>The job, or null when one of this request id is there.</summary>
    /// <param name="status">Submitted; Receiving when inputs follow; Failed for a job that was never to run.</param>
    public static async Task<Job?> RunAsync(
        Store store, NewJob job, JobStatus status, IReadOnlyList<ValueRow> inputs, CancellationToken stop) =>
        await store.WriteOneAsync(async (session, stop) =>
        {
            var command = With(session.Command(Insert), job, status);
            if (session.IsPostgreSql)
            {
                return await ValueRows.With(command, lease: 0, inputs).With("types", MessageRows.Types(job.Messages))
                    .With("texts", MessageRows.Texts(job.Messages)).FirstAsync(JobRow.Read, stop).ConfigureAwait(false);
            }

            await session.EnsureRoomAsync(0, stop).ConfigureAwait(false);
            var made = await command.FirstAsync(JobRow.Read, stop).ConfigureAwait(false);
            if (made is not null)
            {
                await MessageRows.InsertAsync(session, made.Sequence, 0, job.Messages, stop).ConfigureAwait(false);
                await ValueRows.InsertAsync(session, made.Sequence, 0, inputs, stop).ConfigureAwait(false);
            }

            return made;
        }, stop).ConfigureAwait(false);

    static StoreCommand With(StoreCommand command, NewJob job, JobStatus status) => command
        .With("id", job.Id).With("service", job.Submit.Service).With("task", job.Submit.Task).With("user", job.Submit.User)
        .With("rank", -job.Submit.Priority).With("status", (int)status).With("side_effects", job.Submit.HasSideEffects ? 1 : 0)
        .With("request_id", job.Submit.RequestId).With("hash", job.Hash).With("max_wait", job.MaxWait).With("retention", job.Retention)
        .With("message_count", job.Messages.Count);
}
