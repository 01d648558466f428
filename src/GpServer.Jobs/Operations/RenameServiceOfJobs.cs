using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Gives jobs of a service to the name that it has now, a bounded number at a time. Nothing of a job's life depends on the name but who claims
/// it and where it is read, so that any moment is right for it.
/// </summary>
static class RenameServiceOfJobs
{
    const int Most = 500;

    const string Change = "update jobs set service = @to, version = version + 1";

    static readonly string Find = $"select sequence from jobs where service = @from and sequence > @after order by sequence limit {Most}";

    static readonly Sql Rename = new(
        $"{Change} where sequence in ({Find}) returning sequence, id",
        $"{Change} where sequence = any(array({Find} for update)) returning sequence, id");

    public static Task<List<(long Sequence, string Id)>> RunAsync(
        Store store, string from, string to, long after, CancellationToken stop) => store.WriteOneAsync(
            (session, stop) => session.Command(Rename).With("from", from).With("to", to).With("after", after)
                .ListAsync(static row => (row.GetInt64(0), row.GetString(1)), stop), stop);
}
