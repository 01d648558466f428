using GpServer.Storage.Sessions;

namespace GpServer.Storage.Hosted;

/// <summary>Stores chunks and indexes under a version that nobody sees yet.</summary>
static class HostedRows
{
    static readonly Sql Begin = new("insert into hosted_versions (job, lease, state) values (@job, @lease, 0) returning version");

    static readonly Sql Insert = new(
        """
        insert into hosted_chunks (version, layer, number, bytes) values (@version, @layer, @number, @bytes) on conflict do nothing
        """,
        """
        insert into hosted_chunks (version, layer, number, bytes)
        select @version, v.* from unnest(@layers, @numbers, @bytes) as v on conflict do nothing
        """);

    /// <summary>A new version, which belongs to the run of this lease.</summary>
    public static Task<long> BeginAsync(StoreSession session, long job, int lease, CancellationToken stop) =>
        session.Command(Begin).With("job", job).With("lease", lease).NumberAsync(stop);

    /// <summary>Rows that are there already stay: a run repeats what it stored only when the answer was lost.</summary>
    public static async Task InsertAsync(StoreSession session, long version, IReadOnlyList<HostedRow> rows, CancellationToken stop)
    {
        if (session.IsPostgreSql)
        {
            await session.Command(Insert).With("version", version).With("layers", rows.Select(row => row.Layer).ToArray())
                .With("numbers", rows.Select(row => row.Number).ToArray()).With("bytes", rows.Select(row => row.Bytes.ToArray()).ToArray())
                .ExecuteAsync(stop).ConfigureAwait(false);
            return;
        }

        await session.EnsureRoomAsync(rows.Sum(static row => (long)row.Bytes.Length), stop).ConfigureAwait(false);
        foreach (var row in rows)
        {
            await session.Command(Insert).With("version", version).With("layer", row.Layer).With("number", row.Number)
                .With("bytes", row.Bytes.ToArray()).ExecuteAsync(stop).ConfigureAwait(false);
        }
    }
}
