using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>Gives uploads of a service to the name that it has now, a bounded number at a time.</summary>
static class RenameServiceOfUploads
{
    const int Most = 500;

    static readonly string Find = $"select sequence from uploads where service = @from order by sequence limit {Most}";

    static readonly Sql Rename = new(
        $"update uploads set service = @to where sequence in ({Find})",
        $"update uploads set service = @to where sequence = any(array({Find} for update))");

    /// <returns>How many they were; there may be more unless it is 0.</returns>
    public static Task<int> RunAsync(Store store, string from, string to, CancellationToken stop) => store.WriteOneAsync(
        (session, stop) => session.Command(Rename).With("from", from).With("to", to).ExecuteAsync(stop), stop);
}
