using System.Data.Common;
using System.Globalization;
using GpServer.Storage.Sessions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GpServer.Storage.Sqlite;

/// <summary>A connection with its prepared statements. Used by one thread at a time.</summary>
sealed class SqliteSession : StoreSession, IDisposable
{
    readonly SqliteConnection _connection;
    readonly TimeProvider _clock;
    readonly DiskSpace _disk;
    readonly long _pageSize;
    readonly Dictionary<Sql, SqliteCommandOf> _commands = [];
    // Pages that values leave free.
    const long MostReserve = 256;

    static readonly Sql PageCount = new("pragma page_count");
    static readonly Sql FreePages = new("pragma freelist_count");

    readonly Dictionary<string, SqliteCommand> _plain = new(StringComparer.Ordinal);

    public SqliteSession(string connectionString, TimeProvider clock)
    {
        _clock = clock;
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        _pageSize = Number("pragma page_size");
        _disk = new DiskSpace(Path.GetDirectoryName(_connection.DataSource)!, clock);
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

    /// <summary>The most pages that the file may have, where that was set; else 0.</summary>
    public long MaxPages { get; private set; }

    /// <summary>Sets how large the file may become. It is never less than it is.</summary>
    public void Limit(long bytes)
    {
        MaxPages = Number(FormattableString.Invariant($"pragma max_page_count = {Math.Max(1, bytes / _pageSize)}"));
    }

    public override async Task EnsureRoomAsync(long bytes, CancellationToken stop)
    {
        var free = await Command(FreePages).NumberAsync(stop).ConfigureAwait(false);
        if (!_disk.HasRoom(bytes, free * _pageSize))
        {
            throw SqliteFailures.Full(null);
        }

        if (MaxPages > 0)
        {
            var used = await Command(PageCount).NumberAsync(stop).ConfigureAwait(false) - free;
            if (used + (bytes / _pageSize) + Math.Min(MostReserve, MaxPages / 10) > MaxPages)
            {
                throw SqliteFailures.Full(null);
            }
        }
    }

    /// <summary>The number that a statement answers.</summary>
    public long Number(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>The text that a statement answers.</summary>
    public string? Text(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar() as string;
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
