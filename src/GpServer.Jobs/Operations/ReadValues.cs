using System.Data.Common;
using GpServer.Storage;
using GpServer.Storage.Features;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Reads values of a job. Results are those of its last lease.</summary>
static class ReadValues
{
    const string Columns = "kind, name, number, format, size, chunks, min_x, min_y, max_x, max_y, bytes";

    static readonly Sql List = new(
        """
        select name, format, size, chunks from job_values where job = @job and kind = @kind and lease = @lease and number = 0 order by name
        """);

    static readonly Sql Inputs = new($"select {Columns} from job_values where job = @job and kind = 0 and lease = 0 order by name, number");

    static readonly Sql Row = new(
        $"select {Columns} from job_values where job = @job and kind = @kind and name = @name and lease = @lease and number = @number");

    static readonly Sql Extents = new(
        """
        select number, size, min_x, min_y, max_x, max_y from job_values
        where job = @job and kind = @kind and name = @name and lease = @lease and number > 0 order by number
        """);

    public static Task<List<JobValue>> ListAsync(Store store, Job job, JobValueKind kind, CancellationToken stop) =>
        store.ReadAsync((session, stop) => session.Command(List).With("job", job.Sequence).With("kind", (int)kind)
            .With("lease", LeaseOf(job, kind)).ListAsync(
                row => new JobValue(kind, row.GetString(0), (JobValueFormat)row.GetInt32(1), row.GetInt64(2), row.GetInt32(3)),
                stop), stop);

    /// <summary>All rows of all inputs, which are what a run begins with.</summary>
    public static Task<List<ValueRow>> InputsAsync(Store store, long job, CancellationToken stop) =>
        store.ReadAsync((session, stop) => session.Command(Inputs).With("job", job).ListAsync(Read, stop), stop);

    /// <summary>One row of a value, or null.</summary>
    public static Task<ValueRow?> RowAsync(Store store, Job job, JobValueKind kind, string name, int number, CancellationToken stop) =>
        store.ReadAsync((session, stop) => session.Command(Row).With("job", job.Sequence).With("kind", (int)kind).With("name", name)
            .With("lease", LeaseOf(job, kind)).With("number", number).FirstAsync(Read, stop), stop);

    /// <summary>Where the chunks of a set of features are, and how many features each has, in their order; without their bytes.</summary>
    public static Task<List<(int Number, long Count, Extent? Extent)>> ExtentsAsync(
        Store store, Job job, string name, CancellationToken stop) =>
        store.ReadAsync((session, stop) => session.Command(Extents).With("job", job.Sequence).With("kind", (int)JobValueKind.Result)
            .With("name", name).With("lease", job.Lease).ListAsync(
                static row => (row.GetInt32(0), row.GetInt64(1), ReadExtent(row, 2)), stop), stop);

    static int LeaseOf(Job job, JobValueKind kind) => kind == JobValueKind.Input ? 0 : job.Lease;

    static ValueRow Read(DbDataReader row) => new(
        (JobValueKind)row.GetInt32(0), row.GetString(1), row.GetInt32(2), (JobValueFormat)row.GetInt32(3), row.GetInt64(4), row.GetInt32(5),
        (byte[])row[10], ReadExtent(row, 6));

    static Extent? ReadExtent(DbDataReader row, int first) => row.Double(first) is { } min_x
        ? new Extent(min_x, row.GetDouble(first + 1), row.GetDouble(first + 2), row.GetDouble(first + 3))
        : null;
}
