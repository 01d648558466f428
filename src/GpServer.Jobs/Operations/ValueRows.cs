using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>Stores rows of values.</summary>
static class ValueRows
{
    static readonly Sql Insert = new(
        """
        insert into job_values (job, kind, name, lease, number, format, size, chunks, min_x, min_y, max_x, max_y, bytes)
        values (@job, @kind, @name, @lease, @number, @format, @size, @chunks, @min_x, @min_y, @max_x, @max_y, @bytes)
        on conflict do nothing
        """,
        """
        insert into job_values (job, kind, name, lease, number, format, size, chunks, min_x, min_y, max_x, max_y, bytes)
        select @job, v.*
        from unnest(@kinds, @names, @leases, @numbers, @formats, @sizes, @chunks, @min_xs, @min_ys, @max_xs, @max_ys, @bytes) as v
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

        await session.EnsureRoomAsync(rows.Sum(static row => (long)row.Bytes.Length), stop).ConfigureAwait(false);
        foreach (var row in rows)
        {
            await session.Command(Insert).With("job", job).With("kind", (int)row.Kind).With("name", row.Name).With("lease", lease)
                .With("number", row.Number).With("format", (int)row.Format).With("size", row.Size).With("chunks", row.Chunks)
                .With("min_x", row.Extent?.MinX).With("min_y", row.Extent?.MinY)
                .With("max_x", row.Extent?.MaxX).With("max_y", row.Extent?.MaxY)
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
        .With("min_xs", rows.Select(row => row.Extent?.MinX).ToArray())
        .With("min_ys", rows.Select(row => row.Extent?.MinY).ToArray())
        .With("max_xs", rows.Select(row => row.Extent?.MaxX).ToArray())
        .With("max_ys", rows.Select(row => row.Extent?.MaxY).ToArray())
        .With("bytes", rows.Select(row => row.Bytes.ToArray()).ToArray());
}
