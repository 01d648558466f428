using GpServer.Core.Tools;
using GpServer.Storage;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Reads a part of a job's messages in their order.</summary>
static class ReadMessages
{
    static readonly Sql Read = new(
        "select number, type, text, at from job_messages where job = @job and number > @after and number <= @last order by number");

    public static Task<List<JobMessage>> RunAsync(Store store, long job, int after, int last, CancellationToken stop) =>
        store.ReadAsync((session, stop) => session.Command(Read).With("job", job).With("after", after).With("last", last).ListAsync(
            static row => new JobMessage(row.GetInt32(0), (MessageType)row.GetInt32(1), row.GetString(2), row.Time(3)!.Value), stop), stop);
}
