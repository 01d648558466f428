using Microsoft.Data.Sqlite;
using Npgsql;

namespace GpServer.Storage.Site;

/// <summary>The documents of a site whose server may be running: read without a lock, and without bringing the schema up to date.</summary>
public static class StoredSite
{
    const string Query = $"select kind, name, document, version from documents where kind <> '{DocumentKind.Key}' order by kind, name";

    /// <summary>All documents but keys; null where there is no database, it cannot be reached, or it is none of a server like this.</summary>
    public static async Task<IReadOnlyList<SiteDocument>?> TryReadAsync(StoreOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return options.Provider == StorageProvider.Sqlite
                ? await ReadSqliteAsync(options, stop).ConfigureAwait(false)
                : await ReadPostgreSqlAsync(options, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SqliteException or NpgsqlException or TimeoutException or ArgumentException or IOException
            or System.Net.Sockets.SocketException)
        {
            return null;
        }
    }

    static async Task<IReadOnlyList<SiteDocument>?> ReadSqliteAsync(StoreOptions options, CancellationToken stop)
    {
        var path = Path.Combine(options.DataDirectory, "gpserver.db");
        if (!File.Exists(path))
        {
            return null;
        }

        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync(stop).ConfigureAwait(false);
        await using var command = connection.CreateCommand();
        command.CommandText = Query;
        return await ReadAsync(command, stop).ConfigureAwait(false);
    }

    static async Task<IReadOnlyList<SiteDocument>?> ReadPostgreSqlAsync(StoreOptions options, CancellationToken stop)
    {
        const int patience = 5;
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, Timeout = patience, CommandTimeout = patience };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(stop).ConfigureAwait(false);
        await using var command = new NpgsqlCommand($"set default_transaction_read_only = on; {Query}", connection);
        return await ReadAsync(command, stop).ConfigureAwait(false);
    }

    static async Task<IReadOnlyList<SiteDocument>> ReadAsync(System.Data.Common.DbCommand command, CancellationToken stop)
    {
        var documents = new List<SiteDocument>();
        await using var reader = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
        while (await reader.ReadAsync(stop).ConfigureAwait(false))
        {
            documents.Add(new SiteDocument(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)));
        }

        return documents;
    }
}
