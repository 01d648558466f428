using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>The job that a user submitted under a request id, and what its inputs were.</summary>
static class FindRequest
{
    static readonly Sql Find = new(
        $"""
        select {JobRow.Columns}, jobs.inputs_hash from jobs
        where user_name = @user and service = @service and task = @task and request_id = @request_id
            and (expires_at is null or expires_at >= {"{now}"})
        """);

    public static Task<(Job Job, byte[] Hash)?> RunAsync(Store store, SubmitJob submit, CancellationToken stop) =>
        store.ReadAsync(async (session, stop) => await session.Command(Find)
            .With("user", submit.User).With("service", submit.Service).With("task", submit.Task).With("request_id", submit.RequestId)
            .FirstAsync(static row => ((Job, byte[])?)(JobRow.Read(row), (byte[])row[21]), stop).ConfigureAwait(false), stop);
}
