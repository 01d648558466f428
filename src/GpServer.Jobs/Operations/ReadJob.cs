using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Reads one job. One that is being received, or has expired, is none.</summary>
static class ReadJob
{
    static readonly Sql Read = new(
        $$"""
        select {{JobRow.Columns}} from jobs where id = @id and status <> 8 and (expires_at is null or expires_at >= {now})
        """);

    public static Task<Job?> RunAsync(Store store, string jobId, CancellationToken stop) =>
        store.ReadAsync((session, stop) => session.Command(Read).With("id", jobId).FirstAsync(JobRow.Read, stop), stop);
}
