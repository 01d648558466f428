using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Reads a page of the jobs of a service for administrators. Rows are looked through from the newest on, without an index of their own: it would
/// cost each submit, and administrators ask seldom.
/// </summary>
static class QueryJobs
{
    // A node's name is its machine's, "-" and 32 digits; text functions, since a name may have what "like" takes for a pattern.
    const string Condition =
        """
        service = @service and status <> 8 and (expires_at is null or expires_at >= {now})
        and submitted_at >= @from and submitted_at <= @to
        and (@status < 0 or status = @status)
        and (@user is null or user_name = @user)
        and (@machine is null or node = @machine
            or (length(node) = length(@machine) + 33 and substr(node, 1, length(@machine) + 1) = @machine || '-'))
        """;

    static readonly Sql Count = new($"select count(*) from jobs where {Condition}");

    static readonly Sql Read = new(
        $"select {JobRow.Columns} from jobs where {Condition} order by sequence desc limit @number offset @start");

    public static Task<JobPage> RunAsync(Store store, JobQuery query, CancellationToken stop) => store.ReadAsync(async (session, stop) =>
    {
        var total = await With(session.Command(Count), query).NumberAsync(stop).ConfigureAwait(false);
        var jobs = await With(session.Command(Read), query).With("number", query.Number).With("start", query.Start)
            .ListAsync(JobRow.Read, stop).ConfigureAwait(false);
        return new JobPage(total, jobs);
    }, stop);

    static StoreCommand With(StoreCommand command, JobQuery query) => command.With("service", query.Service)
        .With("from", query.From?.ToUnixTimeMilliseconds() ?? 0).With("to", query.To?.ToUnixTimeMilliseconds() ?? long.MaxValue)
        .With("status", query.Status is { } status ? (int)status : -1).With("user", query.User).With("machine", query.Machine);
}
