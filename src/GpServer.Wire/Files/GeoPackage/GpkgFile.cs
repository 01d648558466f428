using GpServer.Core;
using GpServer.Wire.Reading;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GpServer.Wire.Files.GeoPackage;

/// <summary>
/// A GeoPackage that came from outside, opened to be read alone. Nothing that its schema has is run: no views, triggers, generated
/// columns, virtual
/// tables or extensions; what cannot be read is the caller's fault.
/// </summary>
sealed class GpkgFile : IDisposable
{
    // Of sqlite3.h.
    const int EnableTrigger = 1003;
    const int Defensive = 1010;
    const int EnableView = 1015;
    const int TrustedSchema = 1017;
    const int LimitLength = 0;
    const int LimitColumns = 2;

    const int MostColumns = 2_000;
    const int MostVertexBytes = 40;
    const int HeaderRoom = 1024 * 1024;
    const int MostValue = 1_000_000_000;

    // A file whose pages lead in circles has rows without end, none of which may be wanted: reading one statement's rows may take some steps for each
    // byte that there is, and no more.
    const int StepsBetweenLooks = 100_000;
    const long LeastSteps = 20_000_000;
    const int StepsOfByte = 20;

    readonly SqliteConnection _connection;
    readonly ReadingPlace _place;
    readonly long _mostSteps;
    long _steps;

    /// <exception cref="GpException">It is no GeoPackage, or damaged.</exception>
    public GpkgFile(string path, ReadingPlace place)
    {
        _place = place;
        _mostSteps = LeastSteps + (StepsOfByte * new FileInfo(path).Length);

        // Nobody writes the file meanwhile; without this SQLite would look for a journal beside it.
        var source = $"{new Uri(Path.GetFullPath(path)).AbsoluteUri}?immutable=1";
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        try
        {
            Guard(() =>
            {
                _connection.Open();
                Restrict(place.Limits.Vertices);
                return true;
            });
            if (!IsPlainTable("gpkg_contents"))
            {
                throw place.Invalid("the file is a database, and no GeoPackage: it has no table gpkg_contents");
            }
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether the name is that of a table that holds its rows itself.</summary>
    public bool IsPlainTable(string name) => Rows(
        "select 1 from sqlite_schema where type = 'table' and name = $name collate nocase and sql not like 'create virtual%'",
        _ => true,
        name).Count > 0;

    /// <summary>The rows of a query, made whole at once.</summary>
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, object? name = null) => Guard(() =>
    {
        using var command = Command(sql, name);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    });

    public SqliteCommand Command(string sql, object? name = null)
    {
        _steps = 0;
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        if (name is not null)
        {
            command.Parameters.AddWithValue("$name", name);
        }

        return command;
    }

    /// <summary>Does something with the database; what SQLite says against it is said of the file.</summary>
    public T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException problem)
        {
            throw _place.Invalid(
                FormattableString.Invariant($"the file is no GeoPackage, or damaged: SQLite cannot read it (code {problem.SqliteErrorCode})"), problem);
        }
    }

    public void Dispose() => _connection.Dispose();

    void Restrict(long vertices)
    {
        var database = _connection.Handle!;
        Configure(database, EnableView, 0);
        Configure(database, EnableTrigger, 0);
        Configure(database, TrustedSchema, 0);
        Configure(database, Defensive, 1);
        raw.sqlite3_limit(database, LimitLength, (int)Math.Min(MostValue, (vertices * MostVertexBytes) + HeaderRoom));
        raw.sqlite3_limit(database, LimitColumns, MostColumns);
        raw.sqlite3_progress_handler(database, StepsBetweenLooks, _ => (_steps += StepsBetweenLooks) > _mostSteps ? 1 : 0, null);
        using var command = Command("pragma trusted_schema = off; pragma query_only = on; pragma cell_size_check = on; pragma mmap_size = 0");
        command.ExecuteNonQuery();
    }

    static void Configure(sqlite3 database, int option, int value)
    {
        if (raw.sqlite3_db_config(database, option, value, out _) != raw.SQLITE_OK)
        {
            throw new InvalidOperationException($"SQLite does not know its option {option}.");
        }
    }
}
