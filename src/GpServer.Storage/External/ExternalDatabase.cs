using System.Data.Common;
using GpServer.Core;
using Npgsql;
using NpgsqlTypes;

namespace GpServer.Storage.External;

/// <summary>
/// Reads tables of a PostgreSQL database that somebody else fills, with PostGIS or without it. Everything happens in transactions that can only
/// read, with a bound on the time of each statement; names are quoted, and nothing else of a statement comes from outside.
/// </summary>
/// <param name="timeout">How long one statement may take.</param>
public sealed class ExternalDatabase(ExternalConnection connection, TimeSpan timeout)
{
    const int MostTables = 10_000;

    /// <summary>The tables and views of a schema that may be read.</summary>
    /// <exception cref="GpException">The database cannot be reached, or refuses.</exception>
    public async Task<List<string>> TablesAsync(string schema, CancellationToken stop)
    {
        return await GuardAsync(async () =>
        {
            await using var session = await OpenAsync(stop).ConfigureAwait(false);
            await using var command = session.Command(
                $"""
                select c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname = @schema and c.relkind in ('r', 'v', 'm', 'f', 'p') and pg_catalog.has_table_privilege(c.oid, 'select')
                order by c.relname limit {MostTables}
                """);
            command.Parameters.AddWithValue("schema", NpgsqlDbType.Text, schema);
            var names = new List<string>();
            await using var reader = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
            while (await reader.ReadAsync(stop).ConfigureAwait(false))
            {
                names.Add(reader.GetString(0));
            }

            return names;
        }).ConfigureAwait(false);
    }

    /// <summary>A table with its columns; null when there is none of this name.</summary>
    /// <param name="geometryColumn">The column of well-known binary that has the shapes, where it is none of PostGIS.</param>
    /// <exception cref="GpException">The database cannot be reached, or refuses, or there is no such column.</exception>
    public async Task<ExternalTable?> DescribeAsync(string schema, string table, string? geometryColumn, CancellationToken stop)
    {
        return await GuardAsync(async () =>
        {
            await using var session = await OpenAsync(stop).ConfigureAwait(false);
            await using var command = session.Command(
                """
                select a.attname, t.typname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.atttypmod, t.typcategory::text,
                    exists (select 1 from pg_catalog.pg_index i where i.indrelid = c.oid and i.indisprimary and i.indnkeyatts = 1 and i.indkey[0] = a.attnum)
                from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                join pg_catalog.pg_type t on t.oid = a.atttypid
                where n.nspname = @schema and c.relname = @table and c.relkind in ('r', 'v', 'm', 'f', 'p')
                order by a.attnum
                """);
            command.Parameters.AddWithValue("schema", NpgsqlDbType.Text, schema);
            command.Parameters.AddWithValue("table", NpgsqlDbType.Text, table);
            var rows = new List<ColumnRow>();
            await using var reader = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
            while (await reader.ReadAsync(stop).ConfigureAwait(false))
            {
                rows.Add(new ColumnRow(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetBoolean(5)));
            }

            return rows.Count == 0 ? null : ExternalTypes.Describe(schema, table, geometryColumn, rows);
        }).ConfigureAwait(false);
    }

    /// <summary>The shape of some row, as well-known binary; null where no row has one.</summary>
    public async Task<byte[]?> AnyShapeAsync(ExternalTable table, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.GeometryColumn is not { } column)
        {
            return null;
        }

        return await GuardAsync(async () =>
        {
            await using var session = await OpenAsync(stop).ConfigureAwait(false);
            await using var command = session.Command(
                $"select {Quoted(column)}::bytea from {Quoted(table.Schema)}.{Quoted(table.Name)} where {Quoted(column)} is not null limit 1");
            return await command.ExecuteScalarAsync(stop).ConfigureAwait(false) as byte[];
        }).ConfigureAwait(false);
    }

    /// <summary>
    /// The rows of a table, one after the other as the database sends them: the shape as well-known binary, or null, and the values in the order of
    /// the fields. While they are read a connection is held.
    /// </summary>
    /// <param name="most">More rows are not asked for.</param>
    /// <exception cref="GpException">The database cannot be reached, or refuses.</exception>
    public IEnumerable<(byte[]? Shape, object?[] Values)> Read(ExternalTable table, long most, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var session = Guard(() => ExternalSession.Open(connection.Connect(timeout), timeout));
        var shape = table.GeometryColumn is { } column ? $"{Quoted(column)}::bytea" : "null::bytea";
        var list = string.Join(", ", table.Columns.Select(other => other.Expression).Prepend(shape));
        using var command = session.Command($"select {list} from {Quoted(table.Schema)}.{Quoted(table.Name)} limit {most}");
        using var reader = Guard(() => command.ExecuteReader());
        while (Guard(() => reader.Read()))
        {
            stop.ThrowIfCancellationRequested();
            yield return Guard(() => (reader.IsDBNull(0) ? null : reader.GetFieldValue<byte[]>(0), Values(reader, table)));
        }
    }

    internal static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static object?[] Values(NpgsqlDataReader reader, ExternalTable table)
    {
        var values = new object?[table.Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.IsDBNull(i + 1) ? null : reader.GetValue(i + 1) switch
            {
                double number => double.IsFinite(number) ? number : null,
                var value => value,
            };
        }

        return values;
    }

    Task<ExternalSession> OpenAsync(CancellationToken stop) => ExternalSession.OpenAsync(connection.Connect(timeout), timeout, stop);

    static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (Failure(e) is { } failure)
        {
            throw failure;
        }
    }

    static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (Failure(e) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>What callers may know: not the address, and nothing of the connection string.</summary>
    static GpException? Failure(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } =>
            new GpException(GpError.TimedOut, "the database took longer than a statement may take", failure),
        PostgresException e => new GpException(GpError.InvalidParameter, $"the database refuses: {e.MessageText} ({e.SqlState})", failure),
        DbException or TimeoutException or IOException or System.Net.Sockets.SocketException =>
            new GpException(GpError.InvalidParameter, "the database cannot be reached, or refuses the connection", failure),
        _ => null,
    };
}
