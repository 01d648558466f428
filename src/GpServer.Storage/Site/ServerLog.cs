using System.Text.Json;
using GpServer.Storage.Sessions;

namespace GpServer.Storage.Site;

/// <summary>What the nodes of the server have logged.</summary>
public sealed class ServerLog(Store store)
{
    /// <summary>Lines that one call deletes, so that it holds nobody else up for long.</summary>
    public const int DeletedAtOnce = 5_000;

    static readonly Sql Insert = new(
        """
        insert into log_entries (at, level, source, node, service, user_name, code, text)
        values (@at, @level, @source, @node, @service, @user, @code, @text)
        """);

    // A list comes as one JSON text, which both databases can take apart: its length is none of the statement's.
    static readonly Sql Read = new(Query("select value from json_each({0})"), Query("select json_array_elements_text({0}::json)"));

    static readonly Sql DeleteOlder = new(
        """
        delete from log_entries where sequence in (select sequence from log_entries where at < @before order by at limit @most)
        """);

    static readonly Sql DeleteMore = new(
        """
        delete from log_entries where sequence in (
            select sequence from log_entries where sequence <= (select max(sequence) from log_entries) - @kept
            order by sequence limit @most)
        """);

    /// <summary>Adds lines. A loss of power may take the last ones.</summary>
    public Task AddAsync(IReadOnlyList<ServerLogEntry> entries, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return store.WriteAsync(async (session, stop) =>
        {
            foreach (var entry in entries)
            {
                await session.Command(Insert)
                    .With("at", entry.At.ToUnixTimeMilliseconds()).With("level", entry.Level).With("source", entry.Source)
                    .With("node", entry.Node).With("service", entry.Service).With("user", entry.User).With("code", entry.Code)
                    .With("text", entry.Text).ExecuteAsync(stop).ConfigureAwait(false);
            }

            return entries.Count;
        }, stop, Durability.WithTheNext);
    }

    /// <summary>The newest lines first.</summary>
    public Task<List<ServerLogEntry>> ReadAsync(ServerLogQuery query, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(query);
        return store.ReadAsync((session, stop) => session.Command(Read)
            .With("newest", query.Newest.ToUnixTimeMilliseconds()).With("oldest", query.Oldest.ToUnixTimeMilliseconds())
            .With("level", query.Level).With("sources", List(query.Sources)).With("services", List(query.Services))
            .With("nodes", List(query.Nodes)).With("codes", List(query.Codes?.Select(code => FormattableString.Invariant($"{code}"))))
            .With("most", query.Most)
            .ListAsync(static row => new ServerLogEntry(
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), row.GetInt32(1), row.GetString(2), row.GetString(3),
                row.GetString(4), row.GetString(5), row.GetInt32(6), row.GetString(7)), stop), stop);
    }

    /// <summary>Deletes lines from before a time, a part of them.</summary>
    /// <returns>How many; fewer than <see cref="DeletedAtOnce"/> when none is left.</returns>
    public Task<int> DeleteAsync(DateTimeOffset before, CancellationToken stop) => store.WriteOneAsync(
        (session, stop) => session.Command(DeleteOlder)
            .With("before", before.ToUnixTimeMilliseconds()).With("most", DeletedAtOnce).ExecuteAsync(stop), stop);

    /// <summary>Deletes the oldest of more lines than are kept, a part of them.</summary>
    /// <returns>How many; fewer than <see cref="DeletedAtOnce"/> when none is left.</returns>
    public Task<int> DeleteMoreThanAsync(long kept, CancellationToken stop) => store.WriteOneAsync(
        (session, stop) => session.Command(DeleteMore).With("kept", kept).With("most", DeletedAtOnce).ExecuteAsync(stop), stop);

    static string? List(IEnumerable<string>? values) => values is null ? null : JsonSerializer.Serialize(values);

    static string Query(string elements)
    {
        string Among(string column, string list) =>
            $"({list} is null or {column} in ({elements.Replace("{0}", list, StringComparison.Ordinal)}))";
        return $"""
            select at, level, source, node, service, user_name, code, text from log_entries
            where at <= @newest and at >= @oldest and level >= @level
            and {Among("source", "@sources")} and {Among("service", "@services")}
            and {Among("node", "@nodes")} and {Among("cast(code as text)", "@codes")}
            order by at desc, sequence desc limit @most
            """;
    }
}
