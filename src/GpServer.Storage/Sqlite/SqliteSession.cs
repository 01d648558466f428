using System.Data.Common;
using GpServer.Storage.Sessions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GpServer.Storage.Sqlite;

/// <summary>A connection with its prepared statements. Used by one thread at a time.</summary>
sealed class SqliteSession : StoreSession, IDisposable
{
    readonly SqliteConnection _connection;
    readonly TimeProvider _clock;
    readonly Dictionary<Sql, SqliteCommandOf> _commands = [];
    readonly Dictionary<string, SqliteCommand> _plain = new(StringComparer.Ordinal);

    public SqliteSession(string connectionString, TimeProvider clock)
    {
        _clock = clock;
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
    }

    public override StorageProvider Provider => StorageProvider.Sqlite;

    public override DbConnection Connection => _connection;

    /// <summary>True between BEGIN and the end of the transaction, which SQLite itself makes where it cannot go on.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    public override StoreCommand Command(Sql sql)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            var made = _connection.CreateCommand();
            made.CommandText = sql.For(StorageProvider.Sqlite);
            command = new SqliteCommandOf(made);
            _commands.Add(sql, command);
        }

        if (sql.UsesNow)
        {
            command.With("now", _clock.GetUtcNow().ToUnixTimeMilliseconds());
        }

        return command;
    }

    /// <summary>Executes a statement without parameters.</summary>
    public void Execute(string text)
    {
        if (!_plain.TryGetValue(text, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = text;
            _plain.Add(text, command);
        }

        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        foreach (var command in _plain.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }
}
