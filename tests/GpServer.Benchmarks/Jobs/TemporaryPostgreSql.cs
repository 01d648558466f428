using System.Diagnostics;
using GpServer.Storage;
using Npgsql;

namespace GpServer.Benchmarks.Jobs;

/// <summary>A PostgreSQL server in a temporary folder as it is installed: every commit waits for the disk.</summary>
sealed class TemporaryPostgreSql : IAsyncDisposable
{
    const string Installations = "/usr/lib/postgresql";

    readonly string _folder = Path.Combine(Path.GetTempPath(), $"gpserver-pg-{Guid.NewGuid():N}");
    int _schemas;

    static bool IsRoot => Environment.UserName == "root";

    string Data => Path.Combine(_folder, "data");

    public static async Task<TemporaryPostgreSql> StartAsync()
    {
        var server = new TemporaryPostgreSql();
        Directory.CreateDirectory(server._folder);
        if (IsRoot)
        {
            await RunAsync("chown", ["postgres", server._folder]);
        }

        await RunServerAsync("initdb", ["-D", server.Data, "-U", "gpserver", "-A", "trust", "-E", "UTF8", "--no-locale"]);
        var settings = $"-k {server._folder} -c listen_addresses='' -c unix_socket_permissions=0777";
        await RunServerAsync("pg_ctl", ["-D", server.Data, "-w", "-l", Path.Combine(server._folder, "log"), "-o", settings, "start"]);
        return server;
    }

    /// <summary>A schema of its own.</summary>
    public async Task<StoreOptions> NewAsync()
    {
        var settings = new NpgsqlConnectionStringBuilder { Host = _folder, Username = "gpserver", Database = "postgres" };
        var schema = $"bench_{++_schemas}";
        await using var source = NpgsqlDataSource.Create(settings);
        await using var command = source.CreateCommand($"create schema {schema}");
        await command.ExecuteNonQueryAsync();
        settings.SearchPath = schema;
        return new StoreOptions { Provider = StorageProvider.PostgreSql, ConnectionString = settings.ToString() };
    }

    public async ValueTask DisposeAsync()
    {
        await RunServerAsync("pg_ctl", ["-D", Data, "-w", "-m", "fast", "stop"]);
        Directory.Delete(_folder, recursive: true);
    }

    static Task RunServerAsync(string program, string[] arguments)
    {
        var path = Directory.GetDirectories(Installations).Select(version => Path.Combine(version, "bin", program)).Where(File.Exists).Max()
            ?? throw new InvalidOperationException($"{program} is not in {Installations}: the benchmark needs PostgreSQL.");
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    static async Task RunAsync(string program, string[] arguments)
    {
        // Not read to its end: the server that pg_ctl starts keeps the pipe open.
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
        }
    }
}
