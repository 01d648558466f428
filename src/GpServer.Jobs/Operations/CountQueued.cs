using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Counts the waiting jobs of a service or of a user.</summary>
static class CountQueued
{
    static readonly Sql OfService = new("select count(*) from jobs where status <= 1 and service = @name");
    static readonly Sql OfUser = new("select count(*) from jobs where turn >= 0 and user_name = @name");

    public static Task<long> RunAsync(Store store, bool ofUser, string name, CancellationToken stop) =>
        store.ReadAsync((session, stop) => session.Command(ofUser ? OfUser : OfService).With("name", name).NumberAsync(stop), stop);
}
