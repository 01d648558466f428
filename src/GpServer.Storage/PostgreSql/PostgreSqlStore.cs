using GpServer.Core;
using GpServer.Storage.Migrations;
using GpServer.Storage.Sessions;
using Npgsql;

namespace GpServer.Storage.PostgreSql;

/// <summary>A PostgreSQL database that any number of nodes share.</summary>
sealed class PostgreSqlStore : Store
{
    const int MostAttempts = 5;

    readonly NpgsqlDataSource _source;
    readonly PostgreSqlSignals _signals;

    PostgreSqlStore(NpgsqlDataSource source)
    {
        _source = source;
        _signals = new PostgreSqlSignals(source);
    }

    public override StorageProvider Provider => StorageProvider.PostgreSql;

    public override StoreSignals Signals => _signals;

    public static async Task<PostgreSqlStore> OpenAsync(StoreOptions options, CancellationToken stop)
    {
        var source = NpgsqlDataSource.Create(Settings(options.ConnectionString));
        try
        {
            var connection = await source.OpenConnectionAsync(stop).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await SchemaUpdate.RunAsync(new PostgreSqlSession(connection), stop).ConfigureAwait(false);
            }

            return new PostgreSqlStore(source);
        }
        catch (Exception e)
        {
            await source.DisposeAsync().ConfigureAwait(false);
            if (PostgreSqlFailures.Of(e) is { } failure)
            {
                throw failure;
            }

            if (e is PostgresException)
            {
                throw new InvalidOperationException($"The database cannot be opened: {e.Message}", e);
            }

            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _signals.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    internal override Task<T> WriteAsync<T>(
        Func<StoreSession, CancellationToken, Task<T>> work, CancellationToken stop, Durability durability = Durability.AtOnce) =>
        RunAsync(async (connection, stop) =>
        {
            var transaction = await connection.BeginTransactionAsync(stop).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var result = await work(new PostgreSqlSession(connection), stop).ConfigureAwait(false);
                await transaction.CommitAsync(stop).ConfigureAwait(false);
                return result;
            }
        }, stop);

    internal override Task<T> WriteOneAsync<T>(
        Func<StoreSession, CancellationToken, Task<T>> work, CancellationToken stop, Durability durability = Durability.AtOnce) =>
        RunAsync((connection, stop) => work(new PostgreSqlSession(connection), stop), stop);

    internal override async Task<T> ReadAsync<T>(Func<StoreSession, CancellationToken, Task<T>> work, CancellationToken stop)
    {
        try
        {
            return await WriteOneAsync(work, stop).ConfigureAwait(false);
        }
        catch (GpException e) when (e.Error == GpError.Unavailable)
        {
            // A pooled connection may have ended while it lay idle; that alone is no failure. A read can be done twice.
            return await WriteOneAsync(work, stop).ConfigureAwait(false);
        }
    }

    async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var connection = await _source.OpenConnectionAsync(stop).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    return await work(connection, stop).ConfigureAwait(false);
                }
            }
            catch (PostgresException e) when (PostgreSqlFailures.IsCollision(e) && attempt < MostAttempts)
            {
                // Nothing of it was done, so it is done again.
            }
            catch (Exception e) when (!stop.IsCancellationRequested && PostgreSqlFailures.Of(e) is { } failure)
            {
                throw failure;
            }
        }
    }

    static NpgsqlConnectionStringBuilder Settings(string text)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or KeyNotFoundException)
        {
            // Not with the failure's own texts, which repeat what was given: there is a password in it.
            throw new InvalidOperationException(
                "The connection string of the database cannot be read: expected pairs such as "
                + "Host=database;Username=gpserver;Password=...;Database=gpserver with the names and values that Npgsql knows.");
        }

        SetUnlessSaid(settings, "Max Auto Prepare", 100);
        SetUnlessSaid(settings, "Auto Prepare Min Usages", 2);
        SetUnlessSaid(settings, "Timeout", 5);
        SetUnlessSaid(settings, "Command Timeout", 30);
        SetUnlessSaid(settings, "Application Name", "GpServer");

        // Statements are short, so a few connections do the work of many; four nodes stay within PostgreSQL's usual hundred.
        SetUnlessSaid(settings, "Maximum Pool Size", 24);

        // A connection that only listens notices in this way that the other end is gone.
        SetUnlessSaid(settings, "Keepalive", 15);

        // Nothing here changes a session, and resetting it is five statements each time that a connection is used.
        SetUnlessSaid(settings, "No Reset On Close", true);

        // A node that is frozen in the middle of a transaction must not hold its rows, on which others would wait until their leases end.
        // Every statement has its index, and none is for a compiler; but a plan made while a table was small reads it whole, and is kept
        // when the table has grown.
        SetUnlessSaid(settings, "Options", "-c idle_in_transaction_session_timeout=3000 -c enable_seqscan=off -c jit=off");
        return settings;
    }

    static void SetUnlessSaid(NpgsqlConnectionStringBuilder settings, string key, object value)
    {
        if (!settings.ShouldSerialize(key))
        {
            settings[key] = value;
        }
    }
}
