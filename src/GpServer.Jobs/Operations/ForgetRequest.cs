using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Frees the request id of a job that has expired and is not deleted yet: nobody can see such a job any more.</summary>
static class ForgetRequest
{
    static readonly Sql Forget = new(
        """
        update jobs set request_id = null
        where user_name = @user and service = @service and task = @task and request_id = @request_id and expires_at < {now}
        """);

    public static Task<int> RunAsync(Store store, SubmitJob submit, CancellationToken stop) =>
        store.WriteOneAsync((session, stop) => session.Command(Forget).With("user", submit.User).With("service", submit.Service)
            .With("task", submit.Task).With("request_id", submit.RequestId).ExecuteAsync(stop), stop);
}
