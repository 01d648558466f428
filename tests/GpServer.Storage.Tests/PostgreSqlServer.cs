using System.Diagnostics;
using Npgsql;

namespace GpServer.Storage.Tests;

/// <summary>
/// A PostgreSQL server of the tests' own, in a temporary folder, reached by a socket there. It is made once for all tests of a run and
/// ended with them. Where PostgreSQL is not installed, the tests that need it fail and say so.
/// </summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    const string Installations = "/usr/lib/postgresql";

    static int _schemas;

    readonly string _folder = Path.Combine(Path.GetTempPath(), $"gpserver-pg-{Guid.NewGuid():N}");

    public Task InitializeAsync()
    {
        var owner = Environment.UserName == "root" ? "postgres" : null;
        Directory.CreateDirectory(_folder);
        if (owner is not null)
        {
            Run("chown", [owner, _folder]);
        }

        Run(owner, "initdb", ["-D", Data, "-U", "gpserver", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", "--no-instructions"]);
        Start();
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        Stop();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    public void Start() => Run(Owner, "pg_ctl",
    [
        "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o",
        $"-k {_folder} -c listen_addresses='' -c fsync=off -c max_connections=200 -c unix_socket_permissions=0777", "start",
    ]);

    public void Stop() => Run(Owner, "pg_ctl", ["-D", Data, "-w", "-m", "immediate", "stop"]);

    /// <summary>An empty schema of its own.</summary>
    public async Task<StoreOptions> NewAsync()
    {
        var schema = $"test_{Interlocked.Increment(ref _schemas)}";
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = _folder,
            Username = "gpserver",
            Database = "postgres",
        };
        await using (var source = NpgsqlDataSource.Create(settings))
        {
            await using var command = source.CreateCommand($"create schema {schema}");
            await command.ExecuteNonQueryAsync();
        }

        settings.SearchPath = schema;
        return new StoreOptions { Provider = StorageProvider.PostgreSql, ConnectionString = settings.ToString() };
    }

    static string? Owner => Environment.UserName == "root" ? "postgres" : null;

    string Data => Path.Combine(_folder, "data");

    static void Run(string? owner, string program, string[] arguments)
    {
        var path = Directory.Exists(Installations)
            ? Directory.GetDirectories(Installations).Select(version => Path.Combine(version, "bin", program)).Where(File.Exists).Max()
            : null;
        if (path is null)
        {
            throw new InvalidOperationException(
                $"{program} is not in {Installations}: the tests need PostgreSQL (on Debian: apt-get install postgresql).");
        }

        if (owner is null)
        {
            Run(path, arguments);
        }
        else
        {
            Run("runuser", ["-u", owner, "--", path, .. arguments]);
        }
    }

    static void Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true };
        using var process = Process.Start(start)!;

        // Not read to its end: the server that pg_ctl starts keeps the pipe open.
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)) || process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
        }
    }
}
