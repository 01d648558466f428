using System.Data.Common;
using GpServer.Core.Jobs;
using GpServer.Core.Tools;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>The columns of a job that are read, in one order everywhere.</summary>
static class JobRow
{
    public const string Columns =
        "jobs.sequence, jobs.id, jobs.service, jobs.task, jobs.user_name, jobs.rank, jobs.turn, jobs.status, jobs.side_effects, "
        + "jobs.request_id, jobs.submitted_at, jobs.started_at, jobs.ended_at, jobs.expires_at, jobs.runs, jobs.node, jobs.lease, "
        + "jobs.progress_text, jobs.progress_percent, jobs.message_count, jobs.version";

    public static Job Read(DbDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        Id = row.GetString(1),
        Service = row.GetString(2),
        Task = row.GetString(3),
        User = row.GetString(4),
        Priority = -row.GetInt32(5),
        Turn = row.GetInt64(6),
        Status = (JobStatus)row.GetInt32(7),
        HasSideEffects = row.GetInt32(8) != 0,
        RequestId = row.Text(9),
        SubmittedAt = row.Time(10)!.Value,
        StartedAt = row.Time(11),
        EndedAt = row.Time(12),
        ExpiresAt = row.Time(13),
        Runs = row.GetInt32(14),
        Node = row.Text(15),
        Lease = row.GetInt32(16),
        Progress = row.Text(17) is { } text ? new ToolProgress(text, row.Int32(18)) : null,
        MessageCount = row.GetInt32(19),
        Version = row.GetInt32(20),
    };
}
