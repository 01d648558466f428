using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>Ends uploads as expired: nobody sees them any more, they count for no limit, and cleaning deletes them.</summary>
static class DropUploads
{
    const int Most = 500;

    static readonly Sql One = Some("sequence = @upload");
    static readonly Sql Service = Some("service = @name");
    static readonly Sql User = Some("user_name = @name");

    public static Task<int> OneAsync(Store store, long upload, CancellationToken stop) =>
        store.WriteOneAsync((session, stop) => session.Command(One).With("upload", upload).ExecuteAsync(stop), stop);

    /// <returns>How many they were; there may be more unless it is 0.</returns>
    public static Task<int> OfServiceAsync(Store store, string service, CancellationToken stop) => RunAsync(store, Service, service, stop);

    /// <returns>How many they were; there may be more unless it is 0.</returns>
    public static Task<int> OfUserAsync(Store store, string user, CancellationToken stop) => RunAsync(store, User, user, stop);

    static Task<int> RunAsync(Store store, Sql sql, string name, CancellationToken stop) =>
        store.WriteOneAsync((session, stop) => session.Command(sql).With("name", name).ExecuteAsync(stop), stop);

    static Sql Some(string condition)
    {
        const string change = "update uploads set expires_at = 0";
        var find = $"select sequence from uploads where {condition} and expires_at > 0 order by sequence limit {Most}";
        return new Sql($"{change} where sequence in ({find})", $"{change} where sequence = any(array({find} for update))");
    }
}
