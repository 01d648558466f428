using System.Data.Common;
using GpServer.Storage;
using GpServer.Storage.Tests;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GpServer.Reliability.Tests.Harness;

/// <summary>Where the nodes of one test keep their jobs.</summary>
sealed class TestStore
{
    readonly StorageProvider _provider;
    readonly string _connectionString;

    TestStore(StorageProvider provider, string folder, string connectionString)
    {
        _provider = provider;
        _connectionString = connectionString;
        Folder = folder;
    }

    /// <summary>For the SQLite file, and what else the test keeps.</summary>
    public string Folder { get; }

    public bool IsPostgreSql => _provider == StorageProvider.PostgreSql;

    public static async Task<TestStore> NewAsync(StorageProvider provider, PostgreSqlServer postgres)
    {
        var folder = Directory.CreateTempSubdirectory("gpserver-reliability-").FullName;
        if (provider == StorageProvider.Sqlite)
        {
            var file = new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(folder, "node", "gpserver.db"),
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            };
            return new TestStore(provider, folder, file.ToString());
        }

        // Several nodes of several tests share one database server.
        var settings = new NpgsqlConnectionStringBuilder((await postgres.NewAsync()).ConnectionString) { MaxPoolSize = 20 };
        return new TestStore(provider, folder, settings.ToString());
    }

    /// <summary>The arguments of a node on this store.</summary>
    /// <param name="number">Counted from 0. With SQLite there is one only.</param>
    public IEnumerable<string> Arguments(int number)
    {
        yield return $"--GpServer:Storage:Provider={_provider}";
        if (IsPostgreSql)
        {
            yield return $"--GpServer:Storage:ConnectionString={_connectionString}";
        }

        // Nodes share no directory: each empties its temporary files when it starts.
        yield return $"--GpServer:DataDirectory={Path.Combine(Folder, number == 0 ? "node" : $"node{number}")}";
    }

    /// <summary>A connection of the test's own, to look and not to touch.</summary>
    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = IsPostgreSql
            ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false }.ToString())
            : new SqliteConnection(_connectionString);
        await connection.OpenAsync();
        return connection;
    }
}
