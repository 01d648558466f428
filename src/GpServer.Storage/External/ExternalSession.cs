using Npgsql;

namespace GpServer.Storage.External;

/// <summary>A connection with a transaction that can only read.</summary>
sealed class ExternalSession : IDisposable, IAsyncDisposable
{
    readonly NpgsqlConnection _connection;
    NpgsqlTransaction? _transaction;

    ExternalSession(NpgsqlConnection connection)
    {
        _connection = connection;
    }

    public static ExternalSession Open(NpgsqlConnection connection, TimeSpan timeout)
    {
        var session = new ExternalSession(connection);
        try
        {
            connection.Open();
            session._transaction = connection.BeginTransaction();
            using var command = session.Command(Settings(timeout));
            command.ExecuteNonQuery();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public static async Task<ExternalSession> OpenAsync(NpgsqlConnection connection, TimeSpan timeout, CancellationToken stop)
    {
        var session = new ExternalSession(connection);
        try
        {
            await connection.OpenAsync(stop).ConfigureAwait(false);
            session._transaction = await connection.BeginTransactionAsync(stop).ConfigureAwait(false);
            await using var command = session.Command(Settings(timeout));
            await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public NpgsqlCommand Command(string text) => new(text, _connection, _transaction);

    public void Dispose()
    {
        _transaction?.Dispose();
        _connection.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync().ConfigureAwait(false);
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    // A view may call functions: none of them can write, or be one that somebody has put before the database's own.
    static string Settings(TimeSpan timeout) => FormattableString.Invariant(
        $"set transaction read only; set local statement_timeout = {(long)timeout.TotalMilliseconds}; set local search_path = pg_catalog");
}
