using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Stores rows of values.</summary>
static class ValueRows
{
    static readonly Sql Insert = new(
        """
        insert into job_values (job, kind, name, lease, number, format, size, chunks, xmin, ymin, xmax, ymax, bytes)
        values (@job, @kind, @name, @lease, @number, @format, @size, @chunks, @xmin, @ymin, @xmax, @ymax, @bytes)
        on conflict do nothing
        """,
        """
        insert into job_values (job, kind, name, lease, number, format, size, chunks, xmin, ymin, xmax, ymax, bytes)
        select @job, v.* from unnest(@kinds, @names, @leases, @numbers, @formats, @sizes, @chunks, @xmins, @ymins, @xmaxs, @ymaxs, @bytes) as v
        on conflict do nothing
        """);

    /// <summary>Rows that are there already stay: a run repeats what it stored only when the answer was lost.</summary>
    public static async Task InsertAsync(StoreSession session, long job, int lease, IReadOnlyList<ValueRow> rows, CancellationToken stop)
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (session.IsPostgreSql)
        {
            await With(session.Command(Insert).With("job", job), lease, rows).ExecuteAsync(stop).ConfigureAwait(false);
            return;
        }

        foreach (var row in rows)
        {
            await session.Command(Insert).With("job", job).With("kind", (int)row.Kind).With("name", row.Name).With("lease", lease)
                .With("number", row.Number).With("format", (int)row.Format).With("size", row.Size).With("chunks", row.Chunks)
                .With("xmin", row.Extent?.MinX).With("ymin", row.Extent?.MinY).With("xmax", row.Extent?.MaxX).With("ymax", row.Extent?.MaxY)
                .With("bytes", row.Bytes.ToArray()).ExecuteAsync(stop).ConfigureAwait(false);
        }
    }

    /// <summary>Sets the parameters that PostgreSQL takes for all rows together.</summary>
    public static StoreCommand With(StoreCommand command, int lease, IReadOnlyList<ValueRow> rows) => command
        .With("kinds", rows.Select(row => (int)row.Kind).ToArray())
        .With("names", rows.Select(row => row.Name).ToArray())
        .With("leases", rows.Select(_ => lease).ToArray())
        .With("numbers", rows.Select(row => row.Number).ToArray())
        .With("formats", rows.Select(row => (int)row.Format).ToArray())
        .With("sizes", rows.Select(row => row.Size).ToArray())
        .With("chunks", rows.Select(row => row.Chunks).ToArray())
        .With("xmins", rows.Select(row => row.Extent?.MinX).ToArray())
        .With("ymins", rows.Select(row => row.Extent?.MinY).ToArray())
        .With("xmaxs", rows.Select(row => row.Extent?.MaxX).ToArray())
        .With("ymaxs", rows.Select(row => row.Extent?.MaxY).ToArray())
        .With("bytes", rows.Select(row => row.Bytes.ToArray()).ToArray());
}
